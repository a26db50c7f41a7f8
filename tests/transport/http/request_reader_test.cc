#include "transport/http/request_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wavespeed_mock::transport::request_reader_test {
namespace {

using State = RequestReader::State;

// "METHOD target|body" for each request in `sent`, which arrives in pieces of that size; "continue"
// where the client waits; at the end the status of a refusal, or "…" for an incomplete request.
std::vector<std::string> read(const std::string& sent, std::size_t piece) {
  RequestReader reader(100);
  std::vector<std::string> seen;
  std::string_view left = sent;
  while (!left.empty()) {
    std::string_view bytes = left.substr(0, piece);
    const std::size_t offered = bytes.size();
    const State state = reader.take(bytes);
    left.remove_prefix(offered - bytes.size());
    if (state == State::wants_more) seen.emplace_back("continue");
    if (state == State::whole) {
      const Request& request = reader.request();
      seen.push_back(request.method + " " + request.target + "|" + request.body);
      reader.start_next();
    }
    if (state == State::refused) {
      seen.push_back(std::to_string(reader.error().http));
      return seen;
    }
  }
  if (reader.state() != State::idle) seen.emplace_back("…");
  return seen;
}

TEST(RequestReader, FindsRequestsInAnyPieces) {
  const std::string sent =
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /2 HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"
      "POST /3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
      "POST /4 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi"
      "HEAD /5 HTTP/1.0\r\n\r\nGET /6 HT";
  const std::vector<std::string> wanted = {
      "GET /1|", "POST /2|hello", "POST /3|abc", "continue", "POST /4|hi", "HEAD /5|", "…"};
  for (std::size_t piece = 1; piece <= sent.size(); ++piece) {
    EXPECT_EQ(read(sent, piece), wanted) << piece;
  }
}

TEST(RequestReader, RefusesMalformedRequestsInAnyPieces) {
  struct Case {
    std::string sent;
    std::string status;
  };
  for (const Case& c :
       {Case{"nonsense\r\n", "400"}, Case{"GET / HTTP/1.1\n", "400"},
        Case{"GET / HTTP/1.1\r\nno colon\r\n\r\n", "400"},
        Case{"GET / HTTP/1.1\r\nA: 1\nB: 2\r\n\r\n", "400"},
        Case{"GET / HTTP/1.1\r\nLong: " + std::string(9'000, 'x') + "\r\n\r\n", "400"},
        Case{"\r\n\r\nGET / HTTP/1.1\r\n\r\n", "400"},
        Case{"GET /" + std::string(9'000, 'x') + " HTTP/1.1\r\n\r\n", "414"},
        Case{"GET /" + std::string(70'000, 'x'), "431"},
        Case{"POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", "413"},
        Case{"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n", "413"},
        Case{"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", "400"},
        Case{"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "501"}}) {
    for (const std::size_t piece : {1, 2, 7, 1'000, 100'000}) {
      const auto seen = read(c.sent, piece);
      ASSERT_FALSE(seen.empty()) << c.sent.substr(0, 60);
      EXPECT_EQ(seen.back(), c.status) << c.sent.substr(0, 60) << " by " << piece;
    }
  }
}

TEST(RequestReader, DeterminesTheFormOfTheResponse) {
  RequestReader reader(100);
  std::string_view bytes = "HEAD / HTTP/1.0\r\n\r\n";
  ASSERT_EQ(reader.take(bytes), State::whole);
  EXPECT_TRUE(reader.head_only());
  EXPECT_TRUE(reader.closes());
  EXPECT_TRUE(reader.is_old());
  reader.start_next();
  bytes = "GET / HTTP/1.1\r\n\r\n";
  ASSERT_EQ(reader.take(bytes), State::whole);
  EXPECT_FALSE(reader.head_only());
  EXPECT_FALSE(reader.closes());
  EXPECT_FALSE(reader.is_old());
}

}  // namespace
}  // namespace wavespeed_mock::transport::request_reader_test

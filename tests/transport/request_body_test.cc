#include "transport/request_body.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::transport {
namespace {

constexpr std::size_t kMost = 1000;

// What `head` makes of `sent`; `rest` is what stays in the stream for the next request.
Outcome<std::string> read(const RequestHead& head, const std::string& sent, std::string& rest) {
  httplib::detail::BufferStream stream;
  stream.write(sent.data(), sent.size());
  Outcome<std::string> body = read_body(stream, head, kMost);
  char byte = 0;
  rest.clear();
  while (stream.read(&byte, 1) == 1) rest += byte;
  return body;
}

TEST(RequestBody, IsAsLongAsItsHeadSays) {
  std::string rest;
  const Outcome<std::string> body = read({.body_bytes = 5}, "helloGET /", rest);
  ASSERT_TRUE(body);
  EXPECT_EQ(*body, "hello");
  EXPECT_EQ(rest, "GET /");
}

TEST(RequestBody, IsEmptyWhenItsHeadSaysNothing) {
  std::string rest;
  const Outcome<std::string> body = read({}, "GET /", rest);
  ASSERT_TRUE(body);
  EXPECT_EQ(*body, "");
  EXPECT_EQ(rest, "GET /");
}

TEST(RequestBody, IsPutTogetherFromChunks) {
  struct Case {
    const char* sent;
    const char* body;
  };
  for (const Case& c :
       {Case{"0\r\n\r\nGET /", ""}, Case{"5\r\nhello\r\n0\r\n\r\nGET /", "hello"},
        Case{"3\r\n\r\n\r\r\n00\r\n\r\nGET /", "\r\n\r"},
        Case{"A\r\n0123456789\r\n001;name=\"v\"\r\nx\r\n0\r\n\r\nGET /", "0123456789x"},
        Case{"1 \r\nx\r\n0\r\nTrailer: 1\r\nOther: 2\r\n\r\nGET /", "x"}}) {
    std::string rest;
    const Outcome<std::string> body = read({.chunked = true}, c.sent, rest);
    ASSERT_TRUE(body) << c.sent;
    EXPECT_EQ(*body, c.body) << c.sent;
    EXPECT_EQ(rest, "GET /") << c.sent;
  }
}

TEST(RequestBody, MayBeAsLongAsTheLimit) {
  std::string rest;
  const std::string full(kMost, 'x');
  EXPECT_TRUE(read({.body_bytes = kMost}, full, rest));
  EXPECT_TRUE(read({.chunked = true}, "3e8\r\n" + full + "\r\n0\r\n\r\n", rest));
}

TEST(RequestBody, RefusesWhatIsTooLongBeforeReadingIt) {
  std::string rest;
  for (const auto& [head, sent] :
       {std::pair{RequestHead{.body_bytes = kMost + 1}, ""},
        std::pair{RequestHead{.chunked = true}, "3e9\r\n"},
        std::pair{RequestHead{.chunked = true}, "1\r\nx\r\n3e8\r\n"},
        std::pair{RequestHead{.chunked = true}, "ffffffffffffffff\r\n"}}) {
    const Outcome<std::string> body = read(head, sent, rest);
    ASSERT_FALSE(body) << sent;
    EXPECT_EQ(body.error().http, 413) << sent;
    EXPECT_EQ(body.error().code, 413) << sent;
    EXPECT_NE(body.error().message.find("1000 bytes"), std::string::npos) << body.error().message;
  }
}

TEST(RequestBody, RefusesWhatIsMalformed) {
  std::string rest;
  for (const char* sent : {"", "hello", "x\r\n", "5x\r\nhello\r\n", "-5\r\nhello\r\n", "\r\n",
                           "5\nhello\r\n", "5\r\nhel", "5\r\nhello", "5\r\nhello!\r\n0\r\n\r\n",
                           "0\r\n", "0\r\nTrailer: 1\r\n", "10000000000000000\r\n"}) {
    const Outcome<std::string> body = read({.chunked = true}, sent, rest);
    ASSERT_FALSE(body) << sent;
    EXPECT_EQ(body.error().http, 400) << sent;
  }
  EXPECT_EQ(read({.body_bytes = 6}, "hello", rest).error().http, 400);
}

TEST(RequestBody, RefusesEndlessLines) {
  std::string rest;
  const std::string long_extension = "1;" + std::string(5000, 'x') + "\r\ny\r\n0\r\n\r\n";
  EXPECT_FALSE(read({.chunked = true}, long_extension, rest));
  std::string trailers = "0\r\n";
  for (int i = 0; i < 200; ++i) trailers += "T: 1\r\n";
  EXPECT_FALSE(read({.chunked = true}, trailers + "\r\n", rest));
}

}  // namespace
}  // namespace wavespeed_mock::transport

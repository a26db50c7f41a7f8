// The limits on what a client sends, each at its last value and one above, as docs/limits.md says.
#include "transport/http/wire_limits.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "transport/http/request_reader.h"

namespace wavespeed_mock::transport::wire_limits_test {
namespace {

constexpr std::size_t kMaxBody = 100;

// 200 for a request that is accepted, the status of the refusal for another, 0 for one without end.
int status_of(std::string_view sent) {
  RequestReader reader(kMaxBody);
  while (!sent.empty()) {
    const RequestReader::State state = reader.take(sent);
    if (state == RequestReader::State::whole) return 200;
    if (state == RequestReader::State::refused) return reader.error().http;
  }
  return 0;
}

std::string chunked(const std::string& body) {
  return "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}

// A request whose head has that many bytes.
std::string with_head_of(std::size_t bytes) {
  std::string head = "GET / HTTP/1.1\r\n";
  const std::string_view end = "\r\n";
  while (bytes - head.size() - end.size() > 1'000) head += "A: " + std::string(495, 'x') + "\r\n";
  const std::string_view around = "A: \r\n";
  head += "A: " + std::string(bytes - head.size() - end.size() - around.size(), 'x') + "\r\n";
  return head.append(end);
}

TEST(WireLimits, ApplyToTheHead) {
  EXPECT_EQ(with_head_of(kMaxHeadBytes).size(), kMaxHeadBytes);
  EXPECT_EQ(status_of(with_head_of(kMaxHeadBytes)), 200);
  EXPECT_EQ(status_of(with_head_of(kMaxHeadBytes + 1)), 431);
}

TEST(WireLimits, ApplyToTheTarget) {
  const std::string longest = "GET /" + std::string(kMaxTargetBytes - 1, 'x');
  EXPECT_EQ(status_of(longest + " HTTP/1.1\r\n\r\n"), 200);
  EXPECT_EQ(status_of(longest + "x HTTP/1.1\r\n\r\n"), 414);
}

TEST(WireLimits, ApplyToTheLineOfAField) {
  const std::string longest =
      "GET / HTTP/1.1\r\nA: " + std::string(kMaxFieldBytes - std::string_view("A: ").size(), 'x');
  EXPECT_EQ(status_of(longest + "\r\n\r\n"), 200);
  EXPECT_EQ(status_of(longest + "x\r\n\r\n"), 400);
}

TEST(WireLimits, ApplyToTheDigitsOfALength) {
  const std::string_view post = "POST / HTTP/1.1\r\nContent-Length: ";
  EXPECT_EQ(status_of(std::string(post) + std::string(19, '0') + "1\r\n\r\nx"), 200);
  EXPECT_EQ(status_of(std::string(post) + std::string(20, '0') + "1\r\n\r\nx"), 400);
  EXPECT_EQ(status_of(chunked(std::string(15, '0') + "1\r\nx\r\n0\r\n\r\n")), 200);
  EXPECT_EQ(status_of(chunked(std::string(16, '0') + "1\r\nx\r\n0\r\n\r\n")), 400);
}

TEST(WireLimits, ApplyToTheLinesOfAChunkedBody) {
  // With its line end, a line has 4,096 bytes.
  const std::string extension = "1;" + std::string(4'092, 'x');
  EXPECT_EQ(status_of(chunked(extension + "\r\nx\r\n0\r\n\r\n")), 200);
  EXPECT_EQ(status_of(chunked(extension + "x\r\nx\r\n0\r\n\r\n")), 400);
  const std::string trailer = "0\r\nA:" + std::string(4'092, 'x');
  EXPECT_EQ(status_of(chunked(trailer + "\r\n\r\n")), 200);
  EXPECT_EQ(status_of(chunked(trailer + "x\r\n\r\n")), 400);
}

TEST(WireLimits, ApplyToTheNumberOfTrailers) {
  std::string trailers = "0\r\n";
  for (int i = 0; i < 99; ++i) trailers += "A: 1\r\n";
  EXPECT_EQ(status_of(chunked(trailers + "\r\n")), 200);
  EXPECT_EQ(status_of(chunked(trailers + "A: 1\r\n\r\n")), 400);
}

TEST(WireLimits, ApplyToTheBody) {
  const std::string post = "POST / HTTP/1.1\r\nContent-Length: ";
  EXPECT_EQ(status_of(post + "100\r\n\r\n" + std::string(kMaxBody, 'x')), 200);
  EXPECT_EQ(status_of(post + "101\r\n\r\n"), 413);
  EXPECT_EQ(status_of(chunked("64\r\n" + std::string(kMaxBody, 'x') + "\r\n0\r\n\r\n")), 200);
  EXPECT_EQ(status_of(chunked("65\r\n")), 413);
}

TEST(WireLimits, ApplyToEmptyLinesBeforeARequest) {
  EXPECT_EQ(status_of("\r\nGET / HTTP/1.1\r\n\r\n"), 200);
  EXPECT_EQ(status_of("\r\n\r\nGET / HTTP/1.1\r\n\r\n"), 400);
}

}  // namespace
}  // namespace wavespeed_mock::transport::wire_limits_test

#include "transport/http/request_body.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::transport::request_body_test {
namespace {

constexpr std::size_t kMax = 1000;

// The body that is read for `head` from `sent`; `rest` stays in the stream for the next request.
Outcome<std::string> read(const RequestHead& head, const std::string& sent, std::string& rest) {
  httplib::detail::BufferStream stream;
  stream.write(sent.data(), sent.size());
  Outcome<std::string> body = read_body(stream, head, kMax);
  char byte = 0;
  rest.clear();
  while (stream.read(&byte, 1) == 1) rest += byte;
  return body;
}

TEST(RequestBody, FollowsContentLength) {
  std::string rest;
  const Outcome<std::string> body = read({.body_bytes = 5}, "helloGET /", rest);
  ASSERT_TRUE(body);
  EXPECT_EQ(*body, "hello");
  EXPECT_EQ(rest, "GET /");
}

TEST(RequestBody, IsEmptyWithoutALength) {
  std::string rest;
  const Outcome<std::string> body = read({}, "GET /", rest);
  ASSERT_TRUE(body);
  EXPECT_EQ(*body, "");
  EXPECT_EQ(rest, "GET /");
}

TEST(RequestBody, JoinsChunks) {
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

TEST(RequestBody, IsRefusedWithTheDecodersMessage) {
  std::string rest;
  EXPECT_EQ(read({.body_bytes = kMax + 1}, "", rest).error().http, 413);
  EXPECT_EQ(read({.chunked = true}, "x\r\n", rest).error().http, 400);
  EXPECT_EQ(read({.body_bytes = 6}, "hello", rest).error().message,
            "The body is shorter than its Content-Length");
}

}  // namespace
}  // namespace wavespeed_mock::transport::request_body_test

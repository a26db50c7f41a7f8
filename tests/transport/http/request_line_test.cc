#include "transport/http/request_line.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::transport::request_line_test {
namespace {

TEST(RequestLine, ReadsMethodTargetAndVersion) {
  const auto line = read_request_line("POST /a%20b?c=d HTTP/1.1");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->method, "POST");
  EXPECT_EQ(line->target, "/a%20b?c=d");
  EXPECT_EQ(line->version, HttpVersion::http_1_1);
  EXPECT_EQ(read_request_line("HEAD * HTTP/1.0")->version, HttpVersion::http_1_0);
}

TEST(RequestLine, ReadsEveryFormOfATarget) {
  const auto absolute = read_request_line("GET http://h.test:80/a?b HTTP/1.1");
  ASSERT_TRUE(absolute);
  EXPECT_EQ(absolute->target, "/a?b");
  EXPECT_EQ(absolute->authority, "h.test:80");
  EXPECT_EQ(read_request_line("GET HTTPS://h HTTP/1.1")->target, "");
  EXPECT_EQ(read_request_line("GET http://h?b HTTP/1.1")->target, "?b");
  EXPECT_EQ(read_request_line("CONNECT h:443 HTTP/1.1")->target, "h:443");
  EXPECT_EQ(read_request_line("GET /http://h HTTP/1.1")->authority, "");
  const auto other = read_request_line("GET a HTTP/1.1");
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().message.find("\"/path?query\""), std::string::npos)
      << other.error().message;
}

TEST(RequestLine, EndsWithCrLf) {
  EXPECT_EQ(read_first_line("GET / HTTP/1.1\r\nA: 1\r\n")->target, "/");
  EXPECT_EQ(read_first_line("GET / HTTP/1.1\nA: 1\r\n").error().http, 400);
}

TEST(RequestLine, RefusesMalformedLines) {
  for (const char* const wrong :
       {"", "GET", "GET /", "GET  HTTP/1.1", "get / HTTP/1.1", "BREW / HTTP/1.1", "GET / HTTP/2.0",
        "GET / HTTP/1.1 ", "GET / x HTTP/1.1", " GET / HTTP/1.1"}) {
    const auto line = read_request_line(wrong);
    ASSERT_FALSE(line) << wrong;
    EXPECT_EQ(line.error().http, 400) << wrong;
  }
  const std::string longest = "/" + std::string(8'191, 'x');
  EXPECT_TRUE(read_request_line("GET " + longest + " HTTP/1.1"));
  EXPECT_EQ(read_request_line("GET " + longest + "x HTTP/1.1").error().http, 414);
}

}  // namespace
}  // namespace wavespeed_mock::transport::request_line_test

#include "transport/http/response_text.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::transport::response_text_test {
namespace {

TEST(ResponseText, WritesStatusFieldsLengthAndBody) {
  const Response response{
      .status = 201,
      .headers = {{"Zebra", "1"}, {"Content-Type", "text/plain"}, {"zebra", "2"}},
      .body = "hello"};
  EXPECT_EQ(to_text(response, {}),
            "HTTP/1.1 201 Created\r\nZebra: 1\r\nContent-Type: text/plain\r\nzebra: 2\r\n"
            "Content-Length: 5\r\n\r\nhello");
}

TEST(ResponseText, AddsNoContentType) {
  EXPECT_EQ(to_text({.body = "x"}, {}), "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
  EXPECT_EQ(to_text({}, {}), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
}

TEST(ResponseText, HasTheLengthButNotTheBodyForAHead) {
  EXPECT_EQ(to_text({.body = "hello"}, {.head_only = true}),
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
}

TEST(ResponseText, AddsConnectionUnlessTheResponseHasIt) {
  EXPECT_EQ(to_text({}, {.connection = "close"}),
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(to_text({.headers = {{"connection", "upgrade"}}}, {.connection = "close"}),
            "HTTP/1.1 200 OK\r\nconnection: upgrade\r\nContent-Length: 0\r\n\r\n");
}

TEST(ResponseText, CountsTheBodyItself) {
  const Response response{
      .headers = {{"content-length", "99"}, {"Transfer-Encoding", "chunked"}, {"A", "1"}},
      .body = "hi"};
  EXPECT_EQ(to_text(response, {}), "HTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: 2\r\n\r\nhi");
}

TEST(ResponseText, PreventsHeaderInjection) {
  const Response response{.headers = {{"A", std::string("1\r\nB: 2\0", 8)}}};
  EXPECT_EQ(to_text(response, {}), "HTTP/1.1 200 OK\r\nA: 1  B: 2 \r\nContent-Length: 0\r\n\r\n");
}

TEST(ResponseText, NamesTheStatus) {
  struct Case {
    int status;
    const char* line;
  };
  for (const Case& c :
       {Case{100, "HTTP/1.1 100 Continue\r\n"}, Case{402, "HTTP/1.1 402 Payment Required\r\n"},
        Case{429, "HTTP/1.1 429 Too Many Requests\r\n"},
        Case{511, "HTTP/1.1 511 Network Authentication Required\r\n"},
        Case{499, "HTTP/1.1 499 \r\n"}, Case{599, "HTTP/1.1 599 \r\n"}}) {
    EXPECT_TRUE(to_text({.status = c.status}, {}).starts_with(c.line)) << c.status;
  }
}

TEST(ResponseText, HasNoBodyWhereTheStatusForbidsOne) {
  for (const int status : {204, 304}) {
    const std::string text = to_text({.status = status, .body = "hello"}, {});
    EXPECT_EQ(text.find("Content-Length"), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with("\r\n\r\n")) << text;
  }
}

TEST(ResponseText, WrapsErrorsInTheEnvelopeOfTheService) {
  const Response response = error_response({.http = 413, .code = 1413, .message = "too \"long\""});
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
  EXPECT_EQ(response.body, R"({"code":1413,"message":"too \"long\""})");
}

}  // namespace
}  // namespace wavespeed_mock::transport::response_text_test

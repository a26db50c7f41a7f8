#include "transport/client/request_text.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::transport::request_text_test {
namespace {

const WebUrl kBase{.https = false, .host = "a.test", .port = 8080, .target = "/base"};

TEST(RequestHead, HasTheFieldsAsGivenAndThoseThatAreMissing) {
  EXPECT_EQ(head_text({"GET", "/x?y=%20", {{"X-B", "2"}, {"x-a", ""}, {"X-B", "1"}}, ""}, kBase),
            "GET /base/x?y=%20 HTTP/1.1\r\nHost: a.test:8080\r\nX-B: 2\r\nx-a: \r\nX-B: 1\r\n"
            "User-Agent: wavespeed-mock\r\nAccept: */*\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(head_text({"GET",
                       "/",
                       {{"host", "b.test"},
                        {"user-agent", "me"},
                        {"ACCEPT", "a/b"},
                        {"connection", "keep-alive"}},
                       ""},
                      kBase),
            "GET /base/ HTTP/1.1\r\nhost: b.test\r\nuser-agent: me\r\nACCEPT: a/b\r\n"
            "connection: keep-alive\r\n\r\n");
}

TEST(RequestHead, SaysHowLongTheBodyIs) {
  const auto length_in = [](const Request& request) {
    const std::string head = head_text(request, kBase);
    const std::string name = "\r\nContent-Length: ";
    const std::size_t at = head.find(name);
    if (at == std::string::npos) return std::string("none");
    EXPECT_EQ(head.find(name, at + 1), std::string::npos);
    return head.substr(at + name.size(), head.find("\r\n", at + 2) - at - name.size());
  };
  EXPECT_EQ(length_in({"GET", "/", {}, ""}), "none");
  EXPECT_EQ(length_in({"DELETE", "/", {}, ""}), "none");
  EXPECT_EQ(length_in({"DELETE", "/", {}, "abc"}), "3");
  EXPECT_EQ(length_in({"POST", "/", {}, ""}), "0");
  const Request wrong{
      "PUT", "/", {{"Content-Length", "9"}, {"Transfer-Encoding", "chunked"}}, "ab"};
  EXPECT_EQ(length_in(wrong), "2");
  EXPECT_EQ(head_text(wrong, kBase).find("chunked"), std::string::npos);
}

TEST(RequestHead, HasNoBytesThatHttpDoesNotAllow) {
  EXPECT_EQ(problem_of({"GET", "/a?b", {{"X-A", "b c\t\xc3\xa9"}}, "\n"}), "");
  EXPECT_EQ(problem_of({"GET", "/a b", {}, ""}),
            "its target has byte 0x20 at position 3, which HTTP does not allow there");
  EXPECT_EQ(problem_of({"GE T", "/", {}, ""}), "\"GE T\" cannot be a method");
  EXPECT_EQ(problem_of({"GET", "/", {{"X A", "1"}}, ""}),
            "\"X A\" cannot be the name of a header field");
  EXPECT_EQ(problem_of({"GET", "/", {{"X-A", "secret\nB: 1"}}, ""}),
            "header field \"X-A\" has byte 0x0A at position 7, which HTTP does not allow there");
}

}  // namespace
}  // namespace wavespeed_mock::transport::request_text_test

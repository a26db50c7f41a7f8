#include "base/http/web_url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wavespeed_mock::web_url_test {
namespace {

using ::testing::HasSubstr;

TEST(WebUrl, IsSplitIntoParts) {
  struct Case {
    const char* text;
    bool https;
    const char* host;
    int port;
    const char* target;
  };
  for (const Case& c : {
           Case{"http://a.test", false, "a.test", 80, "/"},
           Case{"HTTPS://A.test/Hook", true, "A.test", 443, "/Hook"},
           Case{"http://127.0.0.1:8080/a/b?c=d&e=%20#f", false, "127.0.0.1", 8080,
                "/a/b?c=d&e=%20"},
           Case{"https://a.test?x=/y", true, "a.test", 443, "/?x=/y"},
           Case{"https://a.test#top", true, "a.test", 443, "/"},
           Case{"http://[::1]:65535/", false, "::1", 65535, "/"},
           Case{"http://[2001:db8::1]", false, "2001:db8::1", 80, "/"},
           Case{"http://my_host-1.lan:/x", false, "my_host-1.lan", 80, "/x"},
           Case{"http://a.test/p@q:r", false, "a.test", 80, "/p@q:r"},
       }) {
    std::string_view problem;
    const auto url = parse_web_url(c.text, problem);
    ASSERT_TRUE(url) << c.text << ": " << problem;
    EXPECT_EQ(url->https, c.https) << c.text;
    EXPECT_EQ(url->host, c.host) << c.text;
    EXPECT_EQ(url->port, c.port) << c.text;
    EXPECT_EQ(url->target, c.target) << c.text;
  }
}

TEST(WebUrl, ExplainsInvalidUrls) {
  struct Case {
    std::string text;
    const char* problem;
  };
  const std::vector<Case> cases = {
      {"", "must begin with \"http://\" or \"https://\""},
      {"a.test/hook", "must begin with"},
      {"//a.test", "must begin with"},
      {"ftp://a.test", "must begin with"},
      {"javascript:http://a.test", "must begin with"},
      {"http:/a.test", "must begin with"},
      {"http://a.test/a b", "visible ASCII"},
      {"http://a.test/\r\nX: y", "visible ASCII"},
      {"http://a.test/\xc3\xa9", "visible ASCII"},
      {"http://user:word@a.test/", "user name"},
      {"http://127.0.0.1\\@a.test/", "host is not a name"},
      {"http://", "host is not a name"},
      {"http:///hook", "host is not a name"},
      {"http://?a", "host is not a name"},
      {"http://.test", "host is not a name"},
      {"http://a..test", "host is not a name"},
      {"http://a,b/", "host is not a name"},
      {"http://[::1", "host is not a name"},
      {"http://[127.0.0.1]/", "host is not a name"},
      {"http://" + std::string(254, 'a'), "host is not a name"},
      {"http://a.test:0/", "port must be"},
      {"http://a.test:65536/", "port must be"},
      {"http://a.test:80a/", "port must be"},
      {"http://[::1]80/", "port must be"},
      {"http://a.test/" + std::string(2'035, 'a'), "longer than 2048"},
  };
  for (const Case& c : cases) {
    std::string_view problem;
    EXPECT_FALSE(parse_web_url(c.text, problem)) << c.text;
    EXPECT_THAT(std::string(problem), HasSubstr(c.problem)) << c.text;
  }
  std::string_view problem;
  EXPECT_TRUE(parse_web_url("http://a.test/" + std::string(2'034, 'a'), problem));
}

TEST(WebUrl, FormatsTheHostHeader) {
  std::string_view problem;
  const auto host = [&](std::string_view url) { return host_field(*parse_web_url(url, problem)); };
  EXPECT_EQ(host("https://api.test/x"), "api.test");
  EXPECT_EQ(host("https://api.test:443"), "api.test");
  EXPECT_EQ(host("https://api.test:80"), "api.test:80");
  EXPECT_EQ(host("http://127.0.0.1:8787/"), "127.0.0.1:8787");
  EXPECT_EQ(host("http://[::1]"), "[::1]");
  EXPECT_EQ(host("http://[::1]:8080/"), "[::1]:8080");
}

TEST(HttpUrl, IsTheAddressForClients) {
  EXPECT_EQ(http_url("127.0.0.1", 80), "http://127.0.0.1:80");
  EXPECT_EQ(http_url("a.test", 1), "http://a.test:1");
  EXPECT_EQ(http_url("::1", 8787), "http://[::1]:8787");
  EXPECT_EQ(http_url("0.0.0.0", 8787), "http://127.0.0.1:8787");
  EXPECT_EQ(http_url("::", 8787), "http://[::1]:8787");
  EXPECT_EQ(http_url("", 8787), "http://127.0.0.1:8787");
  EXPECT_EQ(http_url("::", 8787, true), "https://[::1]:8787");
}

}  // namespace
}  // namespace wavespeed_mock::web_url_test

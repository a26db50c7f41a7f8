#include "api/webhook_url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace wavespeed_mock::webhook_url_test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

// The requested URL, or "STATUS: MESSAGE".
std::string asked(const std::string& target, const json& inputs = json::object(),
                  bool allow_private = false) {
  const auto url = webhook_url_of({.method = "POST", .target = target}, inputs, allow_private);
  return url ? *url : std::to_string(url.error().http) + ": " + url.error().message;
}

TEST(WebhookUrl, IsReadFromTheQuery) {
  struct Case {
    std::string target;
    std::string url;
  };
  const std::vector<Case> cases = {
      {"/api/v3/m", ""},
      {"/api/v3/m?", ""},
      {"/api/v3/m?webhook=", ""},
      {"/api/v3/m?webhook=&x=http://a.test", ""},
      {"/api/v3/m?xwebhook=https://a.test", ""},
      {"/api/v3/webhook=https://a.test", ""},
      // If the URL is escaped, other parameters may follow.
      {"/api/v3/m?webhook=https%3A%2F%2Fa.test%2Fh%3Fx%3D1%26y%3D%2520",
       "https://a.test/h?x=1&y=%20"},
      {"/api/v3/m?webhook=https%3A%2F%2Fa.test&x=http://b.test", "https://a.test"},
      {"/api/v3/m?x=1&webhook=https%3a%2f%2fa.test", "https://a.test"},
      // If it is not escaped, the rest of the query belongs to it.
      {"/api/v3/m?webhook=https://a.test/hook?secret=/x&y", "https://a.test/hook?secret=/x&y"},
      {"/api/v3/m?webhook=http://a.test/h%20k?a=%26&b=c", "http://a.test/h%20k?a=%26&b=c"},
      {"/api/v3/m?x=1&webhook=http://a.test/?webhook=2", "http://a.test/?webhook=2"},
  };
  for (const Case& c : cases) EXPECT_EQ(asked(c.target), c.url) << c.target;
}

TEST(WebhookUrl, IsReadFromTheBodyIfTheQueryHasNone) {
  const json inputs = {{"webhook_url", "https://body.test/h"}};
  EXPECT_EQ(asked("/api/v3/m", inputs), "https://body.test/h");
  EXPECT_EQ(asked("/api/v3/m?webhook=", inputs), "https://body.test/h");
  EXPECT_EQ(asked("/api/v3/m?webhook=https://query.test/h", inputs), "https://query.test/h");
  EXPECT_EQ(asked("/api/v3/m", {{"webhook_url", nullptr}}), "");
  EXPECT_EQ(asked("/api/v3/m", {{"webhook_url", ""}}), "");
  EXPECT_EQ(asked("/api/v3/m", {{"webhook_url", 7}}),
            "400: \"webhook_url\" must be a string, not 7");
}

TEST(WebhookUrl, IsRefusedWithItsFieldNameWhenMalformed) {
  EXPECT_EQ(
      asked("/api/v3/m?webhook=ftp://a.test"),
      "400: invalid webhook \"ftp://a.test\": it must begin with \"http://\" or \"https://\"");
  EXPECT_EQ(asked("/api/v3/m?webhook=a.test%2Fhook"),
            "400: invalid webhook \"a.test/hook\": it must begin with \"http://\" or \"https://\"");
  EXPECT_EQ(asked("/api/v3/m?webhook=https%3A%2F%2Fa.test%2"),
            "400: invalid webhook \"https%3A%2F%2Fa.test%2\": a \"%\" must come before two hex "
            "digits");
  EXPECT_THAT(asked("/api/v3/m?webhook=https%3A%2F%2Fa.test%2F%0D%0Ax"),
              HasSubstr("visible ASCII"));
  EXPECT_THAT(asked("/api/v3/m?webhook=https://a.test:99999/"), HasSubstr("its port must be"));
  EXPECT_EQ(asked("/api/v3/m", {{"webhook_url", "hook"}}),
            "400: invalid webhook_url \"hook\": it must begin with \"http://\" or \"https://\"");
  const std::string endless = asked("/api/v3/m?webhook=https://" + std::string(9'999, 'a'));
  EXPECT_LT(endless.size(), 400U);
}

TEST(WebhookUrl, MayPointToLoopbackAndPublicAddresses) {
  for (const std::string url : {"http://127.0.0.1:3000/h", "http://127.1:3000/h",
                                "http://[::1]:3000/h", "http://localhost/h", "https://a.test/h",
                                "https://8.8.8.8/h", "https://[2606:4700::1111]/h"}) {
    EXPECT_EQ(asked("/api/v3/m?webhook=" + url), url);
  }
}

TEST(WebhookUrl, MayPointToPrivateAddressesOnlyWhenAllowed) {
  for (const std::string url :
       {"http://10.1.2.3/h", "http://172.16.0.1/h", "http://192.168.1.1:80/h",
        "http://169.254.169.254/latest", "http://[fd00::1]/h", "http://[fe80::1]/h",
        "http://0.0.0.0/h", "http://[::]/h", "http://0:1/", "http://10.1/h",
        "http://198.18.0.1/"}) {
    EXPECT_EQ(asked("/api/v3/m?webhook=" + url),
              "400: invalid webhook \"" + url + "\": it must be a public address");
    EXPECT_EQ(asked("/api/v3/m?webhook=" + url, json::object(), true), url);
    EXPECT_THAT(asked("/api/v3/m", {{"webhook_url", url}}), HasSubstr("webhook_url"));
  }
  const auto refused = webhook_url_of({.target = "/m?webhook=http://10.0.0.1"}, json(), false);
  EXPECT_THAT(refused.error().reason, HasSubstr("--webhook-private"));
}

}  // namespace
}  // namespace wavespeed_mock::webhook_url_test

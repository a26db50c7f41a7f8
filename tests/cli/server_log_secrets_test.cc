// The log shows no key, of whichever account, and no token, wherever a client wrote it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/server_log.h"

namespace wavespeed_mock::cli::server_log_secrets_test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kKnownKey = "hush-known-1";
// With what separates words in a URL.
constexpr const char* kBase64Key = "ab/hushEF12==";

std::string logged(const Request& request, const Response& response = {}) {
  testing::internal::CaptureStderr();
  ServerLog log("debug", LogFormat::text,
                {.control_token = "hush-token", .is_key = [](std::string_view text) {
                   return text == kKnownKey || text == kBase64Key;
                 }});
  log.exchange(request, response);
  return testing::internal::GetCapturedStderr();
}

TEST(ServerLogSecrets, AreKeysAndTheControlToken) {
  for (const char* const target :
       {"/__mock/accounts/hush-known-1", "/__mock/accounts/hush%2Dknown-1/credit",
        "/api/v3/predictions/hush-known-1/result", "/api/v3/balance?a=1&b=hush-known-1",
        "/api/v3/balance?hush-known-1", "/api/v3/balance?a=%zz&k=hush%2Dknown-1",
        "/api/v3/balance?y=ab%2FhushEF12%3D%3D",
        "/api/v3/balance?y=ab/hushEF12==", "/api/v3/predictions/ab%2fhushEF12%3d%3d/result",
        "/api/v3/a?webhook=http%3A%2F%2Fh%2F%3Fk%3Dab%252FhushEF12%253D%253D%26a=1",
        "/__mock/clock?x=hush-token", "/hush-token"}) {
    const std::string line = logged({.method = "GET", .target = target, .headers = {}});
    EXPECT_THAT(line, HasSubstr("GET \"/"));
    EXPECT_THAT(line, Not(HasSubstr("hush"))) << line;
  }
  const std::string line = logged({.method = kKnownKey, .target = "/a", .headers = {}});
  EXPECT_THAT(line, HasSubstr("\"/a\""));
  EXPECT_THAT(line, Not(HasSubstr("hush")));
}

// It is shown as what the mock has, unless the mock does not have it.
TEST(ServerLogSecrets, AreAccountsThatNoAccountIs) {
  const auto line = [](const std::string& account, int status) {
    return logged({.method = "GET", .target = "/__mock/accounts/" + account + "/credit?a=1"},
                  {.status = status});
  };
  EXPECT_THAT(line("hush-new-1", 404), Not(HasSubstr("hush")));
  EXPECT_THAT(line("hush%zznew-1", 404), Not(HasSubstr("hush")));
  EXPECT_THAT(line("hush%2dnew-1", 403), Not(HasSubstr("hush")));
  EXPECT_THAT(line("5f3a09c2", 200), HasSubstr("/__mock/accounts/5f3a09c2/credit?a=1"));
  EXPECT_THAT(line("self", 401), HasSubstr("/__mock/accounts/self/credit?a=1"));
}

TEST(ServerLogSecrets, AreWhatABodyNamesInAViolation) {
  const Request request{.method = "POST",
                        .target = "/api/v3/a/b",
                        .headers = {{"Content-Type", "application/json"}},
                        .body = R"({"password":"hush-password-1"})"};
  Response response{.status = 200};
  response.headers.add("X-Mock-Violation", "body: password must be a number, not hush-password-1");
  const std::string line = logged(request, response);
  EXPECT_THAT(line, HasSubstr("body: password must be a number, not "));
  EXPECT_THAT(line, Not(HasSubstr("hush")));
}

// A client's body may name the key of another account.
TEST(ServerLogSecrets, AreKeysInAViolation) {
  for (const std::string& violation :
       {std::string("body: hush-known-1 is not an input of a/b"),
        std::string("body: ab/hushEF12== is not an input of a/b"),
        std::string("body: a must be a number, not \"hush-known-1\"; did you mean hush-known-1?"),
        std::string("matches no operation: GET /api/v3/a/hush-known-1."),
        std::string("body: inputs.ab/hushEF12== is not an input of a/b"),
        std::string("body: hush-kno%E2%80%A6 is not an input of a/b")}) {
    Response response{.status = 200};
    response.headers.add("X-Mock-Violation", violation);
    const std::string line =
        logged({.method = "POST",
                .target = "/api/v3/a/b",
                .headers = {{"Content-Type", "application/json"}},
                .body = R"({"prompt":"x","hush\u002dknown-1":["ab\/hushEF12=="]})"},
               response);
    EXPECT_THAT(line, HasSubstr("breaks the contract"));
    EXPECT_THAT(line, Not(HasSubstr("hush"))) << line;
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::server_log_secrets_test

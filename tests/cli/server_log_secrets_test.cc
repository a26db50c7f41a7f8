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

std::string logged(const Request& request, const Response& response = {}) {
  testing::internal::CaptureStderr();
  ServerLog log("debug", LogFormat::text,
                {.control_token = "hush-token",
                 .is_key = [](std::string_view text) { return text == kKnownKey; }});
  log.exchange(request, response);
  return testing::internal::GetCapturedStderr();
}

TEST(ServerLogSecrets, AreKeysAndTheControlToken) {
  for (const char* const target :
       {"/__mock/accounts/hush-known-1", "/__mock/accounts/hush%2Dknown-1/credit",
        "/api/v3/predictions/hush-known-1/result", "/api/v3/balance?a=1&b=hush-known-1",
        "/api/v3/balance?hush-known-1", "/__mock/clock?x=hush-token", "/hush-token"}) {
    const std::string line = logged({.method = "GET", .target = target, .headers = {}});
    EXPECT_THAT(line, HasSubstr("GET \"/"));
    EXPECT_THAT(line, Not(HasSubstr("hush"))) << line;
  }
}

// It is shown as what the mock has, unless the mock does not have it.
TEST(ServerLogSecrets, AreAccountsThatNoAccountIs) {
  const auto line = [](const std::string& account, int status) {
    return logged({.method = "GET", .target = "/__mock/accounts/" + account + "/credit?a=1"},
                  {.status = status});
  };
  EXPECT_THAT(line("hush-new-1", 404), Not(HasSubstr("hush")));
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

}  // namespace
}  // namespace wavespeed_mock::cli::server_log_secrets_test

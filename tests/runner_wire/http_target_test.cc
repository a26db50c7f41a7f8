#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "support/contract_watch.h"
#include "support/domain_error.h"
#include "support/loopback_server.h"
#include "support/self_signed.h"
#include "support/temp_folder.h"
#include "wavespeed_mock/contract.h"
#include "wavespeed_mock/mock_server.h"

namespace wavespeed_mock::http_target_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string problem_of(ContractTarget& target) {
  try {
    run_contract(target);
  } catch (const TargetError& problem) {
    return problem.what();
  }
  return "";
}

TEST(HttpTarget, SendsToTheServerOfItsUrl) {
  const WatchedServer mock;
  const auto target = http_target({.url = mock.base_url() + '/', .key = "any-key"});
  EXPECT_EQ(target->kind(), ContractTarget::Kind::live);
  EXPECT_EQ(target->name(), mock.base_url());
  EXPECT_EQ(target->base_url(), mock.base_url());
  EXPECT_EQ(target->key(), "any-key");
  const Response answer = target->exchange({.method = "GET",
                                            .target = "/api/v3/balance",
                                            .headers = {{"Authorization", "Bearer any-key"}},
                                            .body = ""});
  EXPECT_EQ(answer.status, 200);
  const Timestamp before = target->now();
  target->advance(std::chrono::nanoseconds(1));
  EXPECT_GT(target->now(), before);
}

TEST(HttpTarget, CanSendToOtherServers) {
  const LoopbackServer storage([](const httplib::Request& request, httplib::Response& response) {
    response.set_content(request.method + ' ' + request.target + ' ' + request.body, "text/plain");
  });
  const auto target = http_target({.url = "http://127.0.0.1:1", .key = "any-key"});
  const Request put{.method = "PUT", .target = "", .headers = {}, .body = "bytes"};
  EXPECT_EQ(target->send_absolute(storage.url() + "/a/b?sig=1", put).body, "PUT /a/b?sig=1 bytes");
}

// Storage signs the URLs of uploads: what a query holds lets anyone write there.
TEST(HttpTarget, NamesAnotherServerWithoutTheSecretsOfItsUrl) {
  const auto target = http_target({.url = "https://a.test", .key = "any-key"});
  const auto problem = [&](const char* url) -> std::string {
    try {
      target->send_absolute(url, {.method = "PUT", .target = "", .headers = {}, .body = ""});
    } catch (const TargetError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(problem("http://user:word@storage.test/a?signature=1"),
            "cannot send to http://…@storage.test/a?…: it must not carry a user name or password");
  EXPECT_EQ(problem("ftp://storage.test/a?signature=1"),
            "cannot send to ftp://storage.test/a?…: it must begin with \"http://\" or "
            "\"https://\"");
  EXPECT_EQ(problem("http://127.0.0.1:1/a?signature=1"),
            "http://127.0.0.1:1: the connection was refused or cannot be made");
}

TEST(HttpTarget, RequiresATrustedCertificate) {
  const SelfSigned own;
  const LoopbackServer server(
      [](const httplib::Request&, httplib::Response& response) {
        response.set_content(R"({"code": 200, "message": "success", "data": {"balance": 1}})",
                             "application/json");
      },
      &own);
  const auto distrusting = http_target({.url = server.url(), .key = "any-key"});
  EXPECT_EQ(problem_of(*distrusting),
            server.url() + ": the certificate is not trusted: self-signed certificate");

  const TempFolder temp;
  const fs::path& folder = temp.path();
  own.write(folder / "own.pem");
  const auto trusting =
      http_target({.url = server.url(), .key = "any-key", .ca_file = folder / "own.pem"});
  EXPECT_EQ(run_contract(*trusting, {.filter = "balance_is_a_number"}).exit_code(), 0);
}

TEST(HttpTarget, RefusesInvalidOptions) {
  EXPECT_THAT(error_of([] { http_target({.url = "api.wavespeed.ai", .key = "k"}); }),
              HasSubstr("it must begin with \"http://\" or \"https://\""));
  EXPECT_EQ(error_of([] { http_target({.url = "https://a.test", .key = "two words"}); }),
            "the API key must be 1 to 512 visible ASCII characters");
  const auto refused = http_target({.url = "http://127.0.0.1:1", .key = "k"});
  EXPECT_EQ(problem_of(*refused),
            "http://127.0.0.1:1: the connection was refused or cannot be made");
}

}  // namespace
}  // namespace wavespeed_mock::http_target_test

// Uses both interfaces of the library as the README shows them, with installed headers only.
#include <wavespeed_mock/account.h>
#include <wavespeed_mock/contract.h>
#include <wavespeed_mock/mock.h>
#include <wavespeed_mock/mock_server.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

namespace {

int run_my_client(const std::string& base_url, const std::string& key) {
  std::printf("a client would use %s with %s\n", base_url.c_str(), key.c_str());
  return base_url.starts_with("http://127.0.0.1:") ? 0 : 1;
}

int my_application_receives(const wavespeed_mock::Headers& headers, const std::string& body) {
  return headers.find("webhook-signature") != nullptr && !body.empty() ? 200 : 400;
}

}  // namespace

int main() {
  wavespeed_mock::MockServer mock;
  if (run_my_client(mock.base_url(), "any-key") != 0) return 1;

  const wavespeed_mock::Request submission{.method = "POST",
                                           .target =
                                               "/api/v3/wavespeed-ai/flux-dev"
                                               "?webhook=https://a.test/hook",
                                           .headers = {{"Authorization", "Bearer any-key"}},
                                           .body = R"({"prompt": "a red fox"})"};
  const auto clock = std::make_shared<wavespeed_mock::ManualClock>();
  wavespeed_mock::Mock core({.seed = 7,
                             .latency = wavespeed_mock::Latency::fixed(std::chrono::minutes(10)),
                             .clock = clock});
  const wavespeed_mock::Response reply = core.handle(submission);
  std::printf("%d %s\n", reply.status, reply.body.c_str());
  if (reply.status != 200) return 1;

  const auto target = wavespeed_mock::memory_target();
  const wavespeed_mock::ContractReport report = wavespeed_mock::run_contract(*target);
  std::printf("%s", wavespeed_mock::to_text(report).c_str());
  if (report.exit_code() != 0) return 1;

  const std::string id = reply.body.substr(reply.body.find("\"id\":\"") + 6, 32);
  clock->advance(std::chrono::minutes(10));
  for (const wavespeed_mock::WebhookRequest& webhook : core.take_due_webhooks()) {
    const int status = my_application_receives(webhook.headers, webhook.body);
    core.complete_webhook(webhook.id, status);
  }
  if (core.next_webhook()) return 1;

  wavespeed_mock::MockAccount account = core.account("any-key");
  if (account.top_up(wavespeed_mock::usd(20)).status != wavespeed_mock::PaymentStatus::succeeded)
    return 1;
  std::printf("%.2f USD, tier %s\n", account.info().balance.usd(), account.info().tier.c_str());

  const wavespeed_mock::Snapshot clean = core.snapshot("any-key");
  core.handle(submission);
  core.restore(clean);
  core.reset({wavespeed_mock::ResetPart::limits, wavespeed_mock::ResetPart::journal},
             {.key = "any-key"});
  if (core.next_webhook()) return 1;

  const wavespeed_mock::Response result = core.handle({.method = "GET",
                                                       .target = "/api/v3/predictions/" + id,
                                                       .headers = submission.headers,
                                                       .body = ""});
  std::printf("%d %s\n", result.status, result.body.c_str());
  if (result.body.find("\"status\":\"completed\"") == std::string::npos) return 1;

  const wavespeed_mock::Verification polled =
      core.verify({.request = {.route = wavespeed_mock::Endpoint::result},
                   .times = wavespeed_mock::Times::exactly(1)});
  if (!polled.passed) std::puts(polled.message.c_str());

  const wavespeed_mock::ClientReport clients = core.client_report();
  if (!clients.passed()) std::puts(to_text(clients).c_str());
  return polled.passed && clients.passed() ? 0 : 1;
}

// The unmodified official JavaScript SDK against a MockServer; only its base URL is changed.
#include <wavespeed_mock/mock_server.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "clients/sdk_process.h"
#include "support/contract_watch.h"

namespace wavespeed_mock::clients::javascript_sdk_test {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using namespace std::chrono_literals;

constexpr const char* kModel = "wavespeed-ai/flux-dev";

// The input of the driver, with short waits for the SDK.
json call_for(const MockServer& server) {
  return {{"key", "sdk-test-key"},
          {"client", {{"baseUrl", server.base_url()}, {"retryInterval", 0.001}}},
          {"model", kModel},
          {"input", {{"prompt", "a red fox"}, {"size", "512*256"}, {"output_format", "png"}}},
          {"run", {{"pollInterval", 0.001}}}};
}

bool is_poll(const Request& request) {
  return request.target.ends_with("/result");
}

// Advances the clock by 400 ms with each poll, so that no test waits for a task.
ListenOptions with_moving_clock(const std::shared_ptr<ManualClock>& clock) {
  return {.on_exchange = [clock](const Request& request, const Response&) {
    if (is_poll(request)) clock->advance(milliseconds(400));
  }};
}

TEST(JavaScriptSdk, RunsAGenerationAndFetchesItsOutput) {
  const auto clock = std::make_shared<ManualClock>();
  std::atomic<int> polls = 0;
  ListenOptions listen = with_moving_clock(clock);
  listen.on_exchange = [&, move = listen.on_exchange](const Request& request,
                                                      const Response& reply) {
    move(request, reply);
    polls += is_poll(request) ? 1 : 0;
  };
  WatchedServer server({.clock = clock}, listen);

  const json answer = run_sdk(call_for(server));

  ASSERT_EQ(answer["outputs"].size(), 1) << answer;
  EXPECT_TRUE(answer["outputs"][0].get<std::string>().starts_with(server.base_url() + "/outputs/"));
  EXPECT_EQ(answer["files"][0]["status"], 200);
  EXPECT_EQ(answer["files"][0]["type"], "image/png");
  EXPECT_GT(answer["files"][0]["bytes"], 100);
  EXPECT_GE(polls, 3);  // created, processing, completed
}

// The client report about a real client, which retries polls after growing pauses, ignores
// Retry-After, and does not pay twice.
TEST(JavaScriptSdk, IsReportedAsItBehaves) {
  WatchedServer server({.latency = Latency::instant()});
  server.mock().add_fault(R"({"route": "result", "first": 1,
                              "fault": {"type": "rate_limited", "retry_after": "1h"}})");
  run_sdk(call_for(server));
  server.mock().add_fault(R"({"route": "submit", "first": 1, "commit": "after",
                              "fault": "empty_reply"})");
  run_sdk(call_for(server));

  const ClientReport report = server.mock().client_report();
  ASSERT_EQ(report.findings.size(), 1U) << to_text(report);
  EXPECT_EQ(report.findings[0].rule, ClientRule::retry_after);
  for (const ClientRuleTally& rule : report.rules) {
    if (rule.rule == ClientRule::double_submit) {
      EXPECT_EQ(rule.judged, 1U);
      EXPECT_EQ(rule.broken, 0U);
    }
  }
}

TEST(JavaScriptSdk, ReportsAFailedTask) {
  const auto clock = std::make_shared<ManualClock>();
  WatchedServer server({.clock = clock}, with_moving_clock(clock));
  json call = call_for(server);
  call["model"] = "mock/always-fails";

  const json answer = run_sdk(call);

  EXPECT_THAT(answer.value("error", ""), testing::StartsWith("Prediction failed (task_id: "));
}

TEST(JavaScriptSdk, ReportsAnInvalidKey) {
  WatchedServer server({.auth = Auth::strict});

  const json answer = run_sdk(call_for(server));

  EXPECT_EQ(answer["name"], "WavespeedSubmissionException");
  EXPECT_THAT(
      answer.value("error", ""),
      testing::HasSubstr(R"(HTTP 401: {"code":401,"message":"Invalid API key","data":null})"));
}

TEST(JavaScriptSdk, ReportsAnInvalidInput) {
  WatchedServer server;
  json call = call_for(server);
  call["input"]["num_images"] = 9;

  const json answer = run_sdk(call);

  EXPECT_THAT(answer.value("error", ""), testing::HasSubstr("HTTP 400: "));
  EXPECT_THAT(answer.value("error", ""), testing::HasSubstr("must be from 1 to 4, not 9"));
}

TEST(JavaScriptSdk, RecoversFromTooManyRequestsWhilePolling) {
  const auto clock = std::make_shared<ManualClock>();
  std::atomic<int> refused = 0;
  const ListenOptions listen{.on_exchange = [&](const Request&, const Response& reply) {
    if (reply.status != 429) return;
    ++refused;
    clock->advance(seconds(60));
  }};
  // Level 1 allows ten polls per minute; the task takes longer.
  WatchedServer server(
      {.tier = "level1", .latency = Latency::fixed(30s), .limit_results = true, .clock = clock},
      listen);

  const json answer = run_sdk(call_for(server));

  EXPECT_EQ(answer["outputs"].size(), 1) << answer;
  EXPECT_EQ(refused, 1);
}

TEST(JavaScriptSdk, GivesUpOnATaskThatTakesTooLong) {
  WatchedServer server({.clock = std::make_shared<ManualClock>()});  // where nothing ever ends
  json call = call_for(server);
  call["run"]["timeout"] = 100;
  call["secondsPerRequest"] = 30;

  const json answer = run_sdk(call);

  EXPECT_THAT(answer.value("error", ""),
              testing::StartsWith("Prediction timed out after 100 seconds"));
}

}  // namespace
}  // namespace wavespeed_mock::clients::javascript_sdk_test

// What a single generation of the official JavaScript SDK does in its own way.
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "clients/sdk_process.h"
#include "clients/sdk_versions.h"
#include "support/contract_watch.h"

namespace wavespeed_mock::clients::sdk_single_version_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;
using namespace std::chrono_literals;

TEST(SdkNewest, RecognisesASynchronousTimeout) {
  WatchedServer server({.sync_wait = 20ms});

  const json answer = run_sdk(in_sync_mode(call_for(server, kNewest, "mock/slow")));

  const std::string error = answer.value("error", "");
  EXPECT_EQ(answer["name"], "WavespeedSyncTimeoutException") << answer;
  EXPECT_THAT(error, HasSubstr("Sync mode timed out after 0.02 seconds."));
  // The SDK prints the URL of the task, which continues to run.
  const std::string before = "Query the result later at: " + server.base_url();
  const std::size_t at = error.find(before);
  ASSERT_NE(at, std::string::npos) << error;
  const Response later =
      watched_answer(server.mock(), {.method = "GET",
                                     .target = error.substr(at + before.size()),
                                     .headers = {{"Authorization", "Bearer sdk-test-key"}}});
  EXPECT_EQ(json::parse(later.body)["data"]["status"], "processing") << later.body;
}

TEST(SdkNewest, PrintsTheTaskThatOutlastsASynchronousWait) {
  const WatchedServer server({.sync_wait = 20ms});
  json call = in_sync_mode(call_for(server, kNewest, "mock/slow"));
  call["method"] = "runNoThrow";

  const json answer = run_sdk(call);

  EXPECT_EQ(answer["outputs"], nullptr) << answer;
  EXPECT_EQ(answer["detail"]["status"], "processing");
  EXPECT_EQ(answer["detail"]["errorName"], "WavespeedSyncTimeoutException");
  EXPECT_EQ(answer["detail"]["resultUrl"], server.base_url() + "/api/v3/predictions/" +
                                               answer["detail"]["taskId"].get<std::string>() +
                                               "/result");
}

TEST(SdkNewest, SubmitsOnceWhenAGatewayTimesOut) {
  Seen seen;
  const WatchedServer server(
      {.sync_wait = 20ms, .sync_timeout_status = SyncTimeoutStatus::gateway_timeout},
      seen.listen());

  const json answer = run_sdk(in_sync_mode(call_for(server, kNewest, "mock/slow")));

  EXPECT_EQ(answer["name"], "WavespeedSubmissionException") << answer;
  EXPECT_THAT(answer.value("error", ""), HasSubstr("HTTP 504: {\"code\":504,"));
  EXPECT_EQ(seen.count("POST"), 1);
}

// This version does not know the timeout, and reports a failure.
TEST(SdkMiddle, TreatsASynchronousTimeoutAsAFailure) {
  const WatchedServer server({.sync_wait = 20ms});

  const json answer = run_sdk(in_sync_mode(call_for(server, kMiddle, "mock/slow")));

  EXPECT_THAT(answer.value("error", ""),
              MatchesRegex("Prediction failed \\(task_id: " + std::string(kId) +
                           "\\): Sync mode timed out after 0.02 seconds.*"));
}

// This version aborts a submission that is held for too long and sends it again, which creates
// another task each time.
TEST(SdkMiddle, PaysForEverySubmissionThatItRepeats) {
  Seen seen;
  WatchedServer server({.sync_wait = 1h, .clock = std::make_shared<ManualClock>()}, seen.listen());
  json call = in_sync_mode(call_for(server, kMiddle, "mock/slow"));
  call["client"]["connectionTimeout"] = 1;
  call["client"]["maxConnectionRetries"] = 1;

  const json answer = run_sdk(call);

  EXPECT_THAT(answer.value("error", ""), HasSubstr("after 2 attempts")) << answer;
  EXPECT_TRUE(seen.wait_for("POST", 2));
  const Response usage = watched_answer(
      server.mock(), {.method = "POST",
                      .target = "/api/v3/user/usage_stats",
                      .headers = {{"Authorization", "Bearer sdk-test-key"}},
                      .body = R"({"start_time":"2026-01-01","end_time":"2026-01-02"})"});
  EXPECT_EQ(json::parse(usage.body)["data"]["summary"]["total_requests"], 2) << usage.body;
}

TEST(SdkFirst, ReturnsAFailedTaskWithoutThrowing) {
  const WatchedServer server({.latency = Latency::instant()});

  const json answer = run_sdk(call_for(server, kFirst, "mock/always-fails"));

  EXPECT_EQ(answer["outputs"], json::array()) << answer;
  EXPECT_EQ(answer["detail"]["status"], "failed");
  EXPECT_THAT(answer["detail"]["error"].get<std::string>(), HasSubstr("Internal error"));
}

TEST(SdkFirst, NeedsNoPollWhenItsInputAsksForSynchronousMode) {
  Seen seen;
  const WatchedServer server({.latency = Latency::fixed(50ms)}, seen.listen());
  json call = call_for(server, kFirst);
  call["input"]["enable_sync_mode"] = true;

  const json answer = run_sdk(call);

  EXPECT_EQ(answer["detail"]["status"], "completed") << answer;
  EXPECT_EQ(answer["outputs"].size(), 1U);
  EXPECT_EQ(seen.count("GET"), 1) << "one GET for the file, none to poll";
}

TEST(SdkFirst, ReportsAnErrorOfTheSubmission) {
  const WatchedServer server;

  const json answer = run_sdk(call_for(server, kFirst, "no/such/model"));

  EXPECT_THAT(answer.value("error", ""),
              StartsWith("Failed to create prediction: 404 {\"code\":404,"));
}

}  // namespace
}  // namespace wavespeed_mock::clients::sdk_single_version_test

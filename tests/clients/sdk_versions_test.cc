// Three unmodified generations of the official JavaScript SDK against a MockServer: a task that
// succeeds, one that fails, and synchronous mode.
#include <wavespeed_mock/mock_server.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>

#include "clients/client_process.h"
#include "support/contract_watch.h"

namespace wavespeed_mock::clients::sdk_versions_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;
using namespace std::chrono_literals;

constexpr const char* kNewest = "wavespeed";      // 0.3.2
constexpr const char* kMiddle = "wavespeed-0-2";  // 0.2.3, the one in the command line program
constexpr const char* kFirst = "wavespeed-0-0";   // 0.0.15
constexpr const char* kId = "[0-9a-f]{32}";

// Requests that reached the server, as "METHOD target".
class Seen {
 public:
  ListenOptions listen() {
    return {.on_exchange = [this](const Request& request, const Response&) {
      const std::lock_guard lock(mutex_);
      lines_.push_back(request.method + " " + request.target);
      changed_.notify_all();
    }};
  }
  std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }
  long count(const std::string& method) const {
    const std::lock_guard lock(mutex_);
    return count_locked(method);
  }
  // A client may exit before its last request is handled. Returns false after ten seconds.
  bool wait_for(const std::string& method, long wanted) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10),
                             [&] { return count_locked(method) == wanted; });
  }

 private:
  long count_locked(const std::string& method) const {
    return std::count_if(lines_.begin(), lines_.end(),
                         [&](const std::string& line) { return line.starts_with(method + " "); });
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;
};

json call_for(const MockServer& server, const std::string& package,
              const std::string& model = "wavespeed-ai/z-image/turbo") {
  json call = {{"package", package},
               {"key", "sdk-test-key"},
               {"client", {{"baseUrl", server.base_url()}, {"retryInterval", 0.001}}},
               {"model", model},
               {"input", {{"prompt", "a red fox"}, {"size", "256*256"}}},
               {"run", {{"pollInterval", 0.001}}}};
  if (package == kFirst) {
    call["client"] = {{"baseUrl", server.base_url() + "/api/v3/"}, {"pollInterval", 0.001}};
  }
  return call;
}

json run_sdk(const json& call) {
  const std::string script = npm_folder() + "/sdk_driver.mjs";
  const ClientResult result = run_client({"node", script, call.dump()}, {}, npm_folder());
  EXPECT_EQ(result.exit_code, 0) << result.error;
  return json::parse(result.out, nullptr, false);
}

json in_sync_mode(json call) {
  call["run"]["enableSyncMode"] = true;
  return call;
}

class SdkVersions : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(, SdkVersions, testing::Values(kNewest, kMiddle, kFirst),
                         [](const auto& version) { return replaced(version.param, "-", "_"); });

TEST_P(SdkVersions, RunAndFetchTheOutput) {
  const WatchedServer server({.latency = Latency::fixed(20ms)});

  const json answer = run_sdk(call_for(server, GetParam()));

  ASSERT_EQ(answer["outputs"].size(), 1U) << answer;
  EXPECT_THAT(answer["outputs"][0].get<std::string>(), StartsWith(server.base_url() + "/outputs/"));
  EXPECT_EQ(answer["files"][0]["status"], 200);
  EXPECT_EQ(answer["files"][0]["type"], "image/jpeg");
}

TEST_P(SdkVersions, UseTheAddressesOfTheReference) {
  Seen seen;
  const WatchedServer server({.latency = Latency::instant()}, seen.listen());

  run_sdk(call_for(server, GetParam()));

  const auto lines = seen.lines();
  ASSERT_EQ(lines.size(), 3U) << "submission, poll, file";
  EXPECT_EQ(lines[0], "POST /api/v3/wavespeed-ai/z-image/turbo");
  EXPECT_THAT(lines[1], MatchesRegex("GET /api/v3/predictions/" + std::string(kId) + "/result"));
  EXPECT_THAT(lines[2], MatchesRegex("GET /outputs/" + std::string(kId) + "/0.jpeg"));
}

// The newest one uploads with a ticket, the others with a form, the first of them under /api/v2.
TEST_P(SdkVersions, UploadAFile) {
  Seen seen;
  const WatchedServer server({}, seen.listen());
  json call = call_for(server, GetParam());
  call["method"] = "upload";
  call["file"] = npm_folder() + "/sdk-upload.png";
  std::ofstream(call["file"].get<std::string>(), std::ios::binary) << "eight by";

  const json answer = run_sdk(call);

  ASSERT_EQ(answer["outputs"].size(), 1U) << answer;
  EXPECT_THAT(answer["outputs"][0].get<std::string>(), StartsWith(server.base_url() + "/"));
  EXPECT_EQ(answer["files"][0]["status"], 200);
  EXPECT_EQ(answer["files"][0]["type"], "image/png");
  EXPECT_EQ(answer["files"][0]["bytes"], 8);
  const std::map<std::string, std::string> first_request = {
      {kNewest, "POST /api/v3/media/uploads"},
      {kMiddle, "POST /api/v3/media/upload/binary"},
      {kFirst, "POST /api/v3/media/upload/binary"}};
  EXPECT_THAT(seen.lines().front(),
              testing::AnyOf(first_request.at(GetParam()), "POST /api/v2/media/upload/binary"));
}

// The two versions that have runNoThrow.
class SdkNoThrow : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(, SdkNoThrow, testing::Values(kNewest, kMiddle),
                         [](const auto& version) { return replaced(version.param, "-", "_"); });

TEST_P(SdkNoThrow, ReturnsTheTaskOnSuccess) {
  const WatchedServer server({.latency = Latency::instant()});
  json call = call_for(server, GetParam());
  call["method"] = "runNoThrow";

  const json answer = run_sdk(call);

  EXPECT_EQ(answer["outputs"].size(), 1U) << answer;
  EXPECT_EQ(answer["detail"]["status"], "completed");
  EXPECT_THAT(answer["detail"]["taskId"].get<std::string>(), MatchesRegex(kId));
}

// The SDK parses the id from the text of the error.
TEST_P(SdkNoThrow, ReturnsTheTaskOnFailure) {
  const WatchedServer server({.latency = Latency::instant()});
  json call = call_for(server, GetParam(), "mock/always-fails");
  call["method"] = "runNoThrow";

  const json answer = run_sdk(call);

  EXPECT_EQ(answer["outputs"], nullptr) << answer;
  EXPECT_EQ(answer["detail"]["status"], "failed");
  EXPECT_THAT(answer["detail"]["taskId"].get<std::string>(), MatchesRegex(kId));
  EXPECT_THAT(answer["detail"]["error"].get<std::string>(), HasSubstr("Internal error"));
}

TEST_P(SdkNoThrow, GetsASynchronousResultInOneRequest) {
  Seen seen;
  const WatchedServer server({.latency = Latency::fixed(50ms)}, seen.listen());

  const json answer = run_sdk(in_sync_mode(call_for(server, GetParam())));

  ASSERT_EQ(answer["outputs"].size(), 1U) << answer;
  EXPECT_EQ(answer["files"][0]["status"], 200);
  EXPECT_EQ(seen.count("POST"), 1);
  EXPECT_EQ(seen.count("GET"), 1) << "one GET for the file, none to poll";
}

TEST_P(SdkNoThrow, ReportsATaskThatFailsInSynchronousMode) {
  const WatchedServer server({.latency = Latency::instant()});

  const json answer = run_sdk(in_sync_mode(call_for(server, GetParam(), "mock/always-fails")));

  EXPECT_THAT(answer.value("error", ""),
              MatchesRegex("Prediction failed \\(task_id: " + std::string(kId) +
                           "\\): Internal error: .*"));
}

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
}  // namespace wavespeed_mock::clients::sdk_versions_test

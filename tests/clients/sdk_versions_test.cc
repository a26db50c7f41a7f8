// Three unmodified generations of the official JavaScript SDK against a MockServer: a task that
// succeeds, one that fails, and synchronous mode.
#include <chrono>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "clients/sdk_process.h"
#include "clients/sdk_versions.h"
#include "support/contract_watch.h"

namespace wavespeed_mock::clients::sdk_versions_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;
using namespace std::chrono_literals;

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

}  // namespace
}  // namespace wavespeed_mock::clients::sdk_versions_test

// Details of answers that break real clients if a mock gets them wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "behaviour/client_compatibility_answers.h"
#include "support/mock_client.h"

namespace wavespeed_mock::client_compatibility::answers_test {
namespace {

using std::chrono::minutes;
using std::chrono::nanoseconds;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using namespace std::chrono_literals;

TEST(ClientCompatibility, SubmitAndPollAnswerExactly200AndErrorsNever) {
  for (const Response& response : answers_about_tasks()) {
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_TRUE(MockClient::data(response).is_object()) << response.body;
  }
  for (const Response& response : errors()) {
    EXPECT_GE(response.status, 400) << response.body;
    EXPECT_LE(response.status, 599) << response.body;
  }
}

TEST(ClientCompatibility, PredictionsHaveEveryFieldInTheTypeThatClientsExpect) {
  for (const Response& response : answers_about_tasks()) {
    EXPECT_TRUE(MockClient::body(response)["code"].is_number_integer()) << response.body;
    json data = MockClient::data(response);
    EXPECT_THAT(MockClient::id(response), MatchesRegex("[0-9a-f]{32}"));
    EXPECT_TRUE(data["error"].is_string()) << response.body;
    EXPECT_TRUE(data["code"].is_number_integer()) << response.body;
    EXPECT_TRUE(data["outputs"].is_array()) << response.body;
    for (const json& output : data["outputs"]) EXPECT_TRUE(output.is_string()) << response.body;
    EXPECT_TRUE(data["has_nsfw_contents"].is_array()) << response.body;
    EXPECT_EQ(data["has_nsfw_contents"].size(), data["outputs"].size()) << response.body;
    for (const char* field : {"id", "model", "status", "outputs", "urls", "has_nsfw_contents",
                              "created_at", "error", "code", "executionTime", "timings"}) {
      EXPECT_TRUE(data.contains(field)) << field << " in " << response.body;
    }
  }
}

TEST(ClientCompatibility, AFailedTaskIsNotAFailedRequest) {
  const MockClient client;
  const std::string id = client.id(client.submit("mock/always-fails"));
  client.advance(minutes(1));
  const Response response = client.poll(id);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(client.body(response)["code"], 200);
  EXPECT_EQ(client.body(response)["message"], "success");
  EXPECT_EQ(client.status(response), "failed");
  EXPECT_NE(client.data(response)["error"], "");
}

TEST(ClientCompatibility, ASynchronousTimeoutIs200WithCode5004) {
  const MockClient client;
  const Response response = client.submit("mock/slow", small({{"enable_sync_mode", true}}));
  EXPECT_EQ(response.status, 200);
  json data = client.data(response);
  EXPECT_EQ(data["code"], 5004);
  EXPECT_EQ(data["status"], "processing");
  EXPECT_THAT(data["error"].get<std::string>(), HasSubstr("Sync mode timed out"));
  EXPECT_EQ(client.status(client.get(data["urls"]["get"].get<std::string>().substr(
                std::string("http://127.0.0.1:8080").size()))),
            "processing");
}

// Some clients poll forever at any other status, such as cancelled, timeout or deleted.
TEST(ClientCompatibility, TasksOnlyHaveStatusesThatEveryClientKnows) {
  for (const Response& response : answers_about_tasks()) {
    EXPECT_THAT(MockClient::status(response),
                AnyOf("created", "processing", "completed", "failed"));
  }
}

TEST(ClientCompatibility, TheCodeInTheEnvelopeMatchesTheStatus) {
  for (const Response& response : answers_about_tasks()) {
    EXPECT_EQ(MockClient::body(response)["code"], 200) << response.body;
  }
  for (const Response& response : errors()) {
    const json code = MockClient::body(response)["code"];
    const bool business = response.status == 400 && code == 1407;
    EXPECT_TRUE(code == response.status || business) << response.status << response.body;
  }
}

// Some clients show the reason phrase instead. The tests of the transport check it.
TEST(ClientCompatibility, EveryErrorHasAMessageWhereClientsReadIt) {
  for (const Response& response : errors()) {
    EXPECT_NE(MockClient::message(response), "") << response.body;
    EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
  }
  const MockClient client;
  json of_get = client.body(client.poll("none"));
  EXPECT_EQ(of_get["error"], of_get["message"]);
  EXPECT_FALSE(client.body(client.submit("no/such/model")).contains("error"));
  const MockClient suspended({.fixtures = {fixture("examples/team.json")}}, "former-partner-key");
  EXPECT_EQ(suspended.body(suspended.submit())["error_code"], "PERMISSION_DENIED");
}

TEST(ClientCompatibility, TimesAreWrittenInNanosecondsAndAcceptedInAnyForm) {
  const MockClient client({.latency = Latency::fixed(1500ms)});
  client.advance(nanoseconds(1'000'000'007));
  const Response response = client.submit("mock-image", small({{"enable_sync_mode", true}}));
  json data = client.data(response);
  EXPECT_EQ(data["created_at"], "2026-01-01T00:00:01.000000007Z");
  EXPECT_EQ(data["executionTime"], 1'500);
  EXPECT_EQ(data["timings"]["inference"], 1'500);
  for (const char* start : {"2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00Z", "2026-01-01",
                            "2026-01-01T00:00:00.000000001Z", "2026-01-01T08:00:00+08:00"}) {
    const Response usage =
        client.usage({{"start_time", start}, {"end_time", "2026-01-02T00:00:00.123Z"}});
    EXPECT_EQ(client.data(usage)["summary"]["total_requests"], 1) << start << usage.body;
  }
}

TEST(ClientCompatibility, ACompletedTaskHasAtLeastOneOutput) {
  const MockClient client({.latency = Latency::instant()});
  for (const char* model : {"mock-image", "minimax/video-01", "wavespeed-ai/dia-tts",
                            "wavespeed-ai/prompt-optimizer"}) {
    json data = client.data(client.poll(client.id(client.submit(model))));
    ASSERT_EQ(data["status"], "completed") << model;
    ASSERT_FALSE(data["outputs"].empty()) << model;
    for (const json& output : data["outputs"]) {
      EXPECT_TRUE(output.is_string() && output != "") << model;
    }
  }
}

TEST(ClientCompatibility, UsageStatisticsHaveTheirOwnMessageForAMissingKey) {
  const MockClient anonymous = MockClient().with_key("");
  EXPECT_EQ(anonymous.usage(json::object()).body,
            R"({"code":401,"message":"access_key is required","data":null})");
  EXPECT_EQ(anonymous.submit().body, R"({"code":401,"message":"Invalid API key","data":null})");
  EXPECT_EQ(anonymous.body(anonymous.poll("none"))["message"], "Invalid API key");
}

}  // namespace
}  // namespace wavespeed_mock::client_compatibility::answers_test

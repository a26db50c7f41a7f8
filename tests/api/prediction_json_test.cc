#include "api/prediction_json.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/text/base64.h"
#include "domain/outputs/output_file.h"
#include "domain/outputs/output_text.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::prediction_json_test {
namespace {

using nlohmann::ordered_json;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Submitted at 2025-05-19T06:09:15.948268264Z, runs for 1,234.6 ms, has two pictures as outputs.
class PredictionJson : public ::testing::Test {
 protected:
  PredictionJson() {
    model_.id = "wavespeed-ai/flux-dev";
    prediction_.id = {0x0123456789abcdef, 0x00000000000000ff};
    prediction_.model = &model_;
    prediction_.created_at = Timestamp(nanoseconds(1'747'634'955'948'268'264));
    prediction_.started_at = prediction_.created_at + seconds(5);
    prediction_.ended_at = prediction_.started_at + microseconds(1'234'600);
    prediction_.output = {.count = 2, .width = 8, .height = 8, .extension = "webp"};
  }

  ordered_json body(Status status) const {
    const Request request{"GET", "/", {{"Host", "h:1"}}, ""};
    const Response response = prediction_response(prediction_, status, request);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
    return ordered_json::parse(response.body);
  }

  Model model_;
  Prediction prediction_;
};

TEST_F(PredictionJson, HasAllFieldsInTheDocumentedOrder) {
  const std::string head =
      R"({"code":200,"message":"success","data":{"id":"0123456789abcdef00000000000000ff",)"
      R"("model":"wavespeed-ai/flux-dev",)";
  const std::string urls =
      R"("urls":{"get":"http://h:1/api/v3/predictions/0123456789abcdef00000000000000ff/result"},)";
  const std::string created =
      R"("created_at":"2025-05-19T06:09:15.948268264Z","error":"","code":0,)";
  const std::string not_run = R"("executionTime":0,"timings":{"inference":0}}})";
  EXPECT_EQ(body(Status::created).dump(), head + R"("outputs":[],)" + urls +
                                              R"("has_nsfw_contents":[],"status":"created",)" +
                                              created + not_run);
  EXPECT_EQ(body(Status::processing).dump(),
            head + R"("outputs":[],)" + urls + R"("has_nsfw_contents":[],"status":"processing",)" +
                created + not_run);
  EXPECT_EQ(body(Status::completed).dump(),
            head +
                R"("outputs":["http://h:1/outputs/0123456789abcdef00000000000000ff/0.webp",)"
                R"("http://h:1/outputs/0123456789abcdef00000000000000ff/1.webp"],)" +
                urls + R"("has_nsfw_contents":[false,false],"status":"completed",)" + created +
                R"("executionTime":1235,"timings":{"inference":1235}}})");
}

TEST_F(PredictionJson, ShowsAFailureOnlyOnceItHasHappened) {
  const FailureRule failure{.probability = 1, .code = 1402, .error = "cannot fetch \"a\"\n"};
  set_failure(prediction_, failure);
  for (const Status status : {Status::created, Status::processing}) {
    ordered_json data = body(status)["data"];
    EXPECT_EQ(data["error"], "");
    EXPECT_EQ(data["code"], 0);
    EXPECT_EQ(data["executionTime"], 0);
  }
  ordered_json whole = body(Status::failed);
  EXPECT_EQ(whole["code"], 200) << "the envelope's code: the task failed, not the request";
  ordered_json& data = whole["data"];
  EXPECT_EQ(data["status"], "failed");
  EXPECT_EQ(data["error"], "cannot fetch \"a\"\n");
  EXPECT_EQ(data["code"], 1402);
  EXPECT_EQ(data["outputs"], ordered_json::array());
  EXPECT_EQ(data["has_nsfw_contents"], ordered_json::array());
  EXPECT_EQ(data["executionTime"], 1235);
}

TEST_F(PredictionJson, RoundsRunTimesToMilliseconds) {
  for (const auto& [run_time, shown] :
       std::vector<std::pair<Duration, int>>{{nanoseconds(0), 0},
                                             {nanoseconds(499'999), 0},
                                             {nanoseconds(500'001), 1},
                                             {milliseconds(200), 200},
                                             {std::chrono::hours(24), 86'400'000}}) {
    prediction_.ended_at = prediction_.started_at + run_time;
    ordered_json data = body(Status::completed)["data"];
    EXPECT_EQ(data["executionTime"], shown);
    EXPECT_EQ(data["timings"]["inference"], shown);
  }
}

TEST_F(PredictionJson, HasBase64OutputsWhenTheTaskAsksForThem) {
  prediction_.base64_output = true;
  for (const Status status : {Status::created, Status::processing}) {
    EXPECT_EQ(body(status)["data"]["outputs"], ordered_json::array());
  }
  for (const std::uint32_t index : {0U, 1U}) {
    std::string text;
    append_base64(text, render_output(prediction_, index));
    EXPECT_EQ(body(Status::completed)["data"]["outputs"][index], text) << "without \"data:\"";
  }
  EXPECT_EQ(body(Status::completed)["data"]["has_nsfw_contents"].size(), 2U);
}

TEST_F(PredictionJson, HasUrlOutputsInListsAndWebhooks) {
  std::string before;
  append_prediction(before, prediction_, Status::completed, "http://h:1");
  prediction_.base64_output = true;
  std::string after;
  append_prediction(after, prediction_, Status::completed, "http://h:1");
  EXPECT_EQ(after, before);
}

TEST_F(PredictionJson, HasTheTextsOfATextModelEverywhere) {
  model_.output = MediaKind::text;
  prediction_.output.extension = "txt";
  prediction_.inputs = R"({"prompt": "say \"hi\"\n\u00e4"})";
  EXPECT_EQ(body(Status::processing)["data"]["outputs"], ordered_json::array());
  const ordered_json texts = {output_text(prediction_, 0), output_text(prediction_, 1)};
  for (const bool base64 : {false, true}) {
    prediction_.base64_output = base64;
    EXPECT_EQ(body(Status::completed)["data"]["outputs"], texts);
    std::string listed;
    append_prediction(listed, prediction_, Status::completed, "http://h:1");
    EXPECT_EQ(ordered_json::parse(listed)["outputs"], texts);
  }
  EXPECT_NE(texts[0].get<std::string>().find("say \"hi\"\n\u00e4"), std::string::npos) << texts;
}

TEST_F(PredictionJson, HasNoTextOfATaskWithoutOutputs) {
  model_.output = MediaKind::text;
  prediction_.output = {.count = 0, .extension = "txt"};
  EXPECT_EQ(body(Status::completed)["data"]["outputs"], ordered_json::array());
  EXPECT_EQ(body(Status::completed)["data"]["has_nsfw_contents"], ordered_json::array());
}

TEST_F(PredictionJson, MayCarryACustomError) {
  const Request request{"POST", "/", {{"Host", "h:1"}}, ""};
  const Response response =
      prediction_response(prediction_, Status::processing, {5004, "\"late\""}, request);
  ordered_json expected = body(Status::processing);
  expected["data"]["error"] = "\"late\"";
  expected["data"]["code"] = 5004;
  EXPECT_EQ(ordered_json::parse(response.body), expected);
}

TEST_F(PredictionJson, CanBeWrittenWithoutTheEnvelope) {
  std::string text;
  append_prediction(text, prediction_, Status::completed, "http://h:1");
  EXPECT_EQ(text, body(Status::completed)["data"].dump());
}

TEST_F(PredictionJson, NumbersOutputsByIndex) {
  prediction_.output.count = 11;
  const ordered_json outputs = body(Status::completed)["data"]["outputs"];
  ASSERT_EQ(outputs.size(), 11U);
  EXPECT_EQ(outputs[10], "http://h:1/outputs/0123456789abcdef00000000000000ff/10.webp");
}

}  // namespace
}  // namespace wavespeed_mock::prediction_json_test

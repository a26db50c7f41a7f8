// Details of the API that break real clients if a mock gets them wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "domain/webhooks/webhook_signature.h"
#include "support/contract_watch.h"
#include "support/mock_client.h"
#include "support/upload_client.h"

namespace wavespeed_mock::client_compatibility_test {
namespace {

using json = MockClient::json;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::AnyOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::StartsWith;
using namespace std::chrono_literals;

const std::string kUsage = "/api/v3/user/usage_stats";

json small(const json& more = json::object()) {
  json inputs = {{"prompt", "a cat"}, {"size", "256*256"}};
  inputs.update(more);
  return inputs;
}

// Every kind of response about a known task: to the submission, in each state, and in synchronous
// mode both completed and timed out.
std::vector<Response> answers_about_tasks() {
  const MockClient client;
  std::vector<Response> answers;
  for (const char* model : {"mock-image", "mock/always-fails", "mock/content-moderation"}) {
    answers.push_back(client.submit(model, small({{"num_images", 2}})));
    const std::string id = client.id(answers.back());
    answers.push_back(client.poll(id));
    client.advance(milliseconds(50));
    answers.push_back(client.poll(id));
    client.advance(minutes(1));
    answers.push_back(client.poll(id));
    answers.push_back(client.submit(model, small({{"enable_sync_mode", true}})));
  }
  answers.push_back(client.submit("mock/slow", small({{"enable_sync_mode", true}})));
  answers.push_back(client.submit("mock-image", small({{"enable_base64_output", true}})));
  return answers;
}

// One response for each kind of error.
std::vector<Response> errors() {
  const MockClient client(
      {.tier = "level1", .balance = Money::from_usd(0.05), .limit_results = true});
  const MockClient anonymous = client.with_key("");
  std::vector<Response> answers = {
      client.submit("mock/instant", json::object()),
      client.submit("mock/instant", small({{"enable_sync_mode", "yes"}})),
      client.submit("no/such/model"),
      client.post("/api/v3/mock/instant", "{"),
      client.poll("none"),
      client.get("/outputs/none/0.png"),
      client.get("/api/v3/mock/instant"),
      client.get("/nowhere"),
      client.usage(json::object()),
      anonymous.submit(),
      anonymous.poll("none"),
      anonymous.usage(json::object()),
  };
  const MockClient poor({.balance = Money::from_usd(0)});
  answers.push_back(poor.submit());
  const MockClient busy({.tier = "level1"});
  for (int i = 0; i < 3; ++i) busy.submit("mock/slow");
  answers.push_back(busy.submit("mock/slow"));
  const MockClient late({.sync_timeout_status = SyncTimeoutStatus::gateway_timeout});
  answers.push_back(late.submit("mock/slow", small({{"enable_sync_mode", true}})));
  return answers;
}

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

// The v2 upload is tested with the other uploads.
TEST(ClientCompatibility, AllPollPathsAnswerTheSame) {
  const MockClient client;
  const std::string id = client.id(client.submit());
  const std::string body = client.poll(id).body;
  for (const std::string& path :
       {"/api/v3/predictions/" + id, "/api/v2/predictions/" + id + "/result",
        "/api/v2/predictions/" + id}) {
    EXPECT_EQ(client.get(path).body, body) << path;
  }
}

TEST(ClientCompatibility, UploadFormsAreAcceptedUnderBothVersions) {
  const MockClient client;
  for (const char* path : {"/api/v3/media/upload/binary", "/api/v2/media/upload/binary"}) {
    const Response response = post_form(client, path, form("a.png", "image/png", "bytes"));
    EXPECT_TRUE(client.data(response)["download_url"].is_string()) << response.body;
  }
  EXPECT_EQ(client.post("/api/v2/mock/instant", R"({"prompt":"a cat"})").status, 200);
}

TEST(ClientCompatibility, ModelIdsAreInThePathUnescaped) {
  const MockClient client;
  for (const char* model : {"mock-image", "mock/nested/path/image", "wavespeed-ai/z-image/turbo",
                            "wavespeed-ai/flux-dev"}) {
    EXPECT_EQ(client.data(client.submit(model))["model"], model);
  }
  const json picture =
      small({{"image", "https://a.test/a.png"}, {"control_image", "https://a.test/b.png"}});
  for (const char* model :
       {"wavespeed-ai/SkyReels-V1", "wavespeed-ai/flux-controlnet-union-pro-2.0"}) {
    const Response response = client.submit(model, picture);
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(client.data(response)["model"], model);
  }
  // Fixed paths take precedence over models, and a model path does not support GET.
  EXPECT_TRUE(client.data(client.usage({{"start_time", "2026-01-01"}, {"end_time", "2026-01-02"}}))
                  .contains("summary"));
  const Response response = client.get("/api/v3/wavespeed-ai/flux-dev");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(client.header(response, "Allow"), "POST");
}

TEST(ClientCompatibility, AGetMayHaveAJsonContentTypeAndNoBody) {
  const MockClient client;
  const std::string id = client.id(client.submit("mock/instant", small()));
  for (const std::string& path :
       {"/api/v3/predictions/" + id + "/result", "/outputs/" + id + "/0.png"}) {
    Request get = client.request("GET", path);
    ASSERT_EQ(get.headers.get("Content-Type"), "application/json");
    EXPECT_EQ(client.send(get).status, 200) << path;
    get.body = "not JSON";
    EXPECT_EQ(client.send(get).status, 200) << path;
  }
}

TEST(ClientCompatibility, ClientHeadersAreOptional) {
  const Headers none;
  const Headers without_os = {{"X-Client-Name", "n8n-nodes-wavespeed"},
                              {"X-Client-Version", "0.1.3"}};
  const Headers all = {
      {"X-Client-Name", "wavespeed-js"}, {"X-Client-Version", "0.3.2"}, {"X-Client-OS", "linux"}};
  std::vector<std::string> bodies;
  for (const Headers& headers : {none, without_os, all}) {
    const MockClient client;
    Request submission = client.request("POST", "/api/v3/mock/instant", small().dump());
    for (const Header& header : headers) submission.headers.add(header.name, header.value);
    const Response response = client.send(submission);
    EXPECT_EQ(response.status, 200) << response.body;
    bodies.push_back(response.body);
  }
  EXPECT_EQ(bodies[1], bodies[0]);
  EXPECT_EQ(bodies[2], bodies[0]);
}

TEST(ClientCompatibility, UploadsReturnADownloadUrlAndThePutNeedsNoKey) {
  const MockClient client;
  const json ticket =
      client.data(client.post("/api/v3/media/uploads", R"({"filename":"a.png","size":5})"));
  ASSERT_TRUE(ticket.contains("download_url")) << ticket;
  EXPECT_FALSE(ticket.contains("url"));
  json upload = ticket["upload"];
  EXPECT_EQ(upload["method"], "PUT");
  ASSERT_TRUE(upload["headers"].is_object());
  Headers headers;
  for (const auto& [name, value] : upload["headers"].items()) headers.add(name, value);
  EXPECT_EQ(send_bare(client, "PUT", upload["url"], headers, "bytes").status, 200);
}

TEST(ClientCompatibility, OutputsNeedNoKeyAndTheirUrlsEndInTheExtension) {
  struct Case {
    std::string format;
    std::string type;
  };
  const MockClient client;
  for (const Case& c :
       {Case{"png", "image/png"}, Case{"jpeg", "image/jpeg"}, Case{"webp", "image/webp"}}) {
    const std::string id =
        client.id(client.submit("mock/instant", small({{"output_format", c.format}})));
    const std::string url = client.data(client.poll(id))["outputs"][0];
    EXPECT_THAT(url, EndsWith("." + c.format));
    const std::string path = url.substr(url.find("/outputs/"));
    const Response file = watched_answer(client.mock(), {.method = "GET", .target = path});
    EXPECT_EQ(file.status, 200) << url;
    EXPECT_EQ(client.header(file, "Content-Type"), c.type);
  }
  const MockClient instant({.latency = Latency::instant()});
  for (const auto& [model, extension] : std::vector<std::pair<std::string, std::string>>{
           {"minimax/video-01", ".mp4"}, {"wavespeed-ai/dia-tts", ".mp3"}}) {
    const std::string id = instant.id(instant.submit(model));
    const std::string url = instant.data(instant.poll(id))["outputs"][0];
    EXPECT_THAT(url, EndsWith(extension)) << model;
  }
}

TEST(ClientCompatibility, UrlsUseTheAddressThatTheClientUsed) {
  const MockClient client;
  for (const char* host : {"127.0.0.1:1", "mock.test", "[::1]:8787"}) {
    Request submission =
        client.request("POST", "/api/v3/mock/instant",
                       small({{"enable_sync_mode", true}, {"num_images", 2}}).dump());
    submission.headers = {{"Authorization", "Bearer k"}, {"Host", host}};
    json data = client.data(client.send(submission));
    const std::string start = "http://" + std::string(host) + "/";
    EXPECT_THAT(data["urls"]["get"].get<std::string>(), StartsWith(start));
    EXPECT_EQ(data["outputs"].size(), 2U);
    for (const json& output : data["outputs"]) {
      EXPECT_THAT(output.get<std::string>(), StartsWith(start));
    }
  }
}

TEST(ClientCompatibility, ARepeatedSubmissionCreatesASecondTask) {
  const MockClient client({.latency = Latency::fixed(30s)});
  // Impatient clients send the same request again, here ten seconds later with the same key.
  const Request submission =
      client.request("POST", "/api/v3/mock-image", small({{"enable_sync_mode", true}}).dump());
  const Timestamp start = client.mock().clock().now();
  const Response first = client.send(submission);
  client.advance(seconds(10));
  const Response second = client.send(submission);
  EXPECT_EQ(first.delivery.not_before, start + seconds(30));
  EXPECT_EQ(second.delivery.not_before, start + seconds(40));
  EXPECT_NE(client.id(first), client.id(second));
  client.advance(seconds(30));
  json usage =
      client.data(client.usage({{"start_time", "2026-01-01"}, {"end_time", "2026-01-02"}}));
  EXPECT_EQ(usage["summary"]["total_requests"], 2);
  EXPECT_DOUBLE_EQ(usage["summary"]["total_cost"].get<double>(), 0.02);
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

TEST(ClientCompatibility, TooManyPollsAre429AndDoNotAffectTheTask) {
  const MockClient client({.tier = "level1", .limit_results = true});
  const std::string id = client.id(client.submit());
  for (int i = 0; i < 10; ++i) EXPECT_EQ(client.poll(id).status, 200) << i;
  const Response refused = client.poll(id);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(client.header(refused, "Retry-After"), "60");
  client.advance(seconds(60));
  EXPECT_EQ(client.status(client.poll(id)), "completed");
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

TEST(ClientCompatibility, UnknownInputsAreIgnoredAndInvalidEnumValuesNamed) {
  const MockClient client;
  EXPECT_EQ(client.submit("mock/instant", small({{"flow_shift", 3}, {"loras", "any"}})).status,
            200);
  const Response refused = client.submit("mock/instant", small({{"output_format", "bmp"}}));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(client.message(refused), HasSubstr("\"output_format\" must be one of "));
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

TEST(ClientCompatibility, TheBaseUrlMayEndInASlash) {
  const MockClient client;
  const Response response = client.post("//api/v3/mock/instant", small().dump());
  ASSERT_EQ(response.status, 200);
  const std::string path = "//api/v3/predictions/" + client.id(response) + "/result";
  EXPECT_EQ(client.status(client.get(path)), "completed");
  EXPECT_EQ(
      client.post("/" + kUsage, R"({"start_time":"2026-01-01","end_time":"2026-01-02"})").status,
      200);
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

TEST(ClientCompatibility, WebhookUrlsMayBeUnescapedAndSignaturesUseTheSecretsText) {
  const MockClient client;
  const std::string url = "http://127.0.0.1:9/hook?a=1&b=2";
  client.post("/api/v3/mock/instant?webhook=" + url, R"({"prompt":"a cat"})");
  const std::vector<WebhookRequest> due = client.mock().take_due_webhooks();
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].url, url);
  const json prediction = json::parse(due[0].body);
  EXPECT_EQ(prediction["status"], "completed");
  EXPECT_FALSE(prediction.contains("data")) << "no envelope";
  const json secret = client.data(client.get("/api/v3/webhook/secret"))["secret"];
  EXPECT_EQ(due[0].headers.get("webhook-signature"),
            webhook_signature(secret.get<std::string>(), due[0].headers.get("webhook-id"),
                              due[0].headers.get("webhook-timestamp"), due[0].body));
}

TEST(ClientCompatibility, UsageStatisticsHaveTheirOwnMessageForAMissingKey) {
  const MockClient anonymous = MockClient().with_key("");
  EXPECT_EQ(anonymous.usage(json::object()).body,
            R"({"code":401,"message":"access_key is required","data":null})");
  EXPECT_EQ(anonymous.submit().body, R"({"code":401,"message":"Invalid API key","data":null})");
  EXPECT_EQ(anonymous.body(anonymous.poll("none"))["message"], "Invalid API key");
}

}  // namespace
}  // namespace wavespeed_mock::client_compatibility_test

// Details of requests and URLs that break real clients if a mock gets them wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "behaviour/client_compatibility_answers.h"
#include "domain/webhooks/webhook_signature.h"
#include "support/contract_watch.h"
#include "support/mock_client.h"
#include "support/upload_client.h"

namespace wavespeed_mock::client_compatibility::requests_test {
namespace {

using std::chrono::seconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace std::chrono_literals;

const std::string kUsage = "/api/v3/user/usage_stats";

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

TEST(ClientCompatibility, UnknownInputsAreIgnoredAndInvalidEnumValuesNamed) {
  const MockClient client;
  EXPECT_EQ(client.submit("mock/instant", small({{"flow_shift", 3}, {"loras", "any"}})).status,
            200);
  const Response refused = client.submit("mock/instant", small({{"output_format", "bmp"}}));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(client.message(refused), HasSubstr("\"output_format\" must be one of "));
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

}  // namespace
}  // namespace wavespeed_mock::client_compatibility::requests_test

#include "api/results.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::results_test {
namespace {

using json = MockClient::json;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using namespace std::chrono_literals;

TEST(Results, FollowTheClock) {
  const MockClient client({.latency = Latency::fixed(2s)});
  const std::string id = client.id(client.submit("wavespeed-ai/flux-dev"));
  EXPECT_EQ(client.status(client.poll(id)), "processing");
  client.advance(seconds(2) - nanoseconds(1));
  EXPECT_EQ(client.status(client.poll(id)), "processing");
  client.advance(nanoseconds(1));
  json data = client.data(client.poll(id));
  EXPECT_EQ(data["status"], "completed");
  EXPECT_EQ(data["outputs"], json({"http://127.0.0.1:8080/outputs/" + id + "/0.jpeg"}));
  EXPECT_EQ(data["has_nsfw_contents"], json({false}));
  EXPECT_EQ(data["executionTime"], 2'000);
  client.advance(std::chrono::hours(24 * 6));
  EXPECT_EQ(client.data(client.poll(id)), data) << "a completed task no longer changes";
}

TEST(Results, ArePolledAtEachOfTheirPaths) {
  const MockClient client;
  const std::string id = client.id(client.submit());
  json expected = client.body(client.poll(id));
  EXPECT_EQ(expected["data"]["status"], "completed");
  for (const std::string& target :
       {"/api/v3/predictions/" + id, "/api/v2/predictions/" + id + "/result",
        "/api/v2/predictions/" + id, "//api/v3/predictions/" + id + "/result",
        "/api/v3/predictions/" + id + "/result?", "/api/v3/predictions/" + id + "/result?a=/b?c",
        "/api/v3/predictions/" + id + "?webhook=https://a.test/hook?x=1"}) {
    const Response response = client.get(target);
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(client.body(response), expected) << target;
    const Response head = client.send(client.request("HEAD", target));
    EXPECT_EQ(head.status, 200) << target;
    EXPECT_EQ(head.body, response.body) << "the transport sends only its length";
  }
}

// Some clients send a JSON content type with a GET, with or without a body.
TEST(Results, IgnoreTheBody) {
  const MockClient client;
  const std::string target = "/api/v3/predictions/" + client.id(client.submit()) + "/result";
  for (const char* body : {"", "{", "null"}) {
    EXPECT_EQ(client.send(client.request("GET", target, body)).status, 200);
  }
}

TEST(Results, OfUnknownTasksAre404) {
  const MockClient client;
  const std::string id = client.id(client.submit());
  const MockClient other = client.with_key("other-key");
  const std::string message = "Prediction not found";
  const json expected = {{"code", 404}, {"message", message}, {"error", message}};
  std::string upper = id;
  for (char& c : upper) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  ASSERT_NE(upper, id);

  for (const std::string& unknown :
       {std::string(32, '0'), std::string(31, '0'), std::string(33, '0'), std::string(32, 'g'),
        id + "0", id.substr(1), upper, std::string("undefined"), std::string("pred_1"),
        std::string("%30"), std::string("..")}) {
    for (const std::string& target :
         {"/api/v3/predictions/" + unknown + "/result", "/api/v2/predictions/" + unknown}) {
      const Response response = client.get(target);
      EXPECT_EQ(response.status, 404) << target;
      EXPECT_EQ(client.body(response), expected) << target;
    }
  }
  const Response others = other.poll(id);
  EXPECT_EQ(others.status, 404) << "a task of another account is not found either";
  EXPECT_EQ(other.body(others), expected);
  EXPECT_EQ(client.poll(id).status, 200);
}

TEST(Results, OfAFailedTaskAre200) {
  struct Case {
    std::string model;
    int code;
    std::string error;
  };
  for (const Case& c :
       {Case{"mock/always-fails", 5000, "Internal error: the worker stopped unexpectedly"},
        Case{"mock/content-moderation", 1200,
             "Content moderation: the prompt or the result is not allowed"}}) {
    const MockClient client({.latency = Latency::fixed(300ms)});
    const std::string id = client.id(client.submit(c.model));
    EXPECT_EQ(client.status(client.poll(id)), "processing");
    client.advance(milliseconds(300));
    const Response response = client.poll(id);
    EXPECT_EQ(response.status, 200);
    json body = client.body(response);
    EXPECT_EQ(body["code"], 200);
    EXPECT_EQ(body["data"]["status"], "failed");
    EXPECT_EQ(body["data"]["error"], c.error);
    EXPECT_EQ(body["data"]["code"], c.code);
    EXPECT_EQ(body["data"]["outputs"], json::array());
    EXPECT_EQ(body["data"]["executionTime"], 300);
  }
}

TEST(Results, AreNotLimitedUnlessAsked) {
  const MockClient client({.tier = "level1"});
  const std::string id = client.id(client.submit());
  for (int i = 0; i < 50; ++i) EXPECT_EQ(client.poll(id).status, 200);
}

TEST(Results, AreLimitedByTheKindOfTheirTask) {
  const MockClient client({.tier = "level1", .latency = Latency::instant(), .limit_results = true});
  const std::string image = client.id(client.submit());
  const std::string video = client.id(client.submit("minimax/video-01"));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(client.poll(image).status, 200) << i;
  const Response refused = client.poll(image);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.body,
            R"({"code":429,"message":"Too Many Requests","error":"Too Many Requests"})");
  EXPECT_EQ(client.header(refused, "Retry-After"), "60");
  EXPECT_EQ(client.header(refused, "X-Mock-Reason"),
            "tier level1 allows 10 images per minute, also for results");

  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.poll(video).status, 200) << i;
  EXPECT_EQ(client.poll(video).status, 429);
  EXPECT_EQ(client.poll(std::string(32, '0')).status, 404) << "unknown tasks are not limited";
  EXPECT_EQ(client.submit().status, 200) << "submissions have their own windows";
  EXPECT_EQ(client.with_key("other").submit().status, 200);

  client.advance(minutes(1) - nanoseconds(1));
  EXPECT_EQ(client.poll(image).status, 429);
  client.advance(nanoseconds(1));
  EXPECT_EQ(client.poll(image).status, 200);
}

}  // namespace
}  // namespace wavespeed_mock::results_test

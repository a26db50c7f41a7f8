#include "api/submit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::submit_test {
namespace {

using json = MockClient::json;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

TEST(Submit, AnswersWithTheCreatedTask) {
  const MockClient client;
  client.advance(nanoseconds(123'456'789));
  const Response response = client.submit("wavespeed-ai/flux-dev", {{"prompt", "Cat"}});
  EXPECT_EQ(response.status, 200);
  json body = client.body(response);
  const std::string id = client.id(response);
  EXPECT_THAT(id, MatchesRegex("[0-9a-f]{32}"));
  EXPECT_EQ(body.dump(), R"({"code":200,"message":"success","data":{"id":")" + id +
                             R"(","model":"wavespeed-ai/flux-dev","outputs":[],)"
                             R"("urls":{"get":"http://127.0.0.1:8080/api/v3/predictions/)" +
                             id +
                             R"(/result"},"has_nsfw_contents":[],"status":"created",)"
                             R"("created_at":"2026-01-01T00:00:00.123456789Z","error":"","code":0,)"
                             R"("executionTime":0,"timings":{"inference":0}}})");
}

TEST(Submit, AnswersCreatedEvenForAnInstantTask) {
  const MockClient client({.latency = Latency::instant()});
  const Response response = client.submit();
  EXPECT_EQ(client.status(response), "created");
  EXPECT_EQ(client.status(client.poll(client.id(response))), "completed");
}

TEST(Submit, TakesModelIdsFromThePath) {
  const MockClient client;
  const std::string inputs = R"({"prompt":"a"})";
  struct Case {
    std::string target;
    std::string model;
  };
  const std::vector<Case> cases = {
      {"/api/v3/mock-image", "mock-image"},
      {"/api/v3/mock/instant", "mock/instant"},
      {"/api/v3/wavespeed-ai/z-image/turbo", "wavespeed-ai/z-image/turbo"},
      {"/api/v3/mock/nested/path/image", "mock/nested/path/image"},
      {"//api/v3/mock/instant", "mock/instant"},
      {"/api/v3/mock%2Finstant", "mock/instant"},
      {"/api/v2/mock%2finstant", "mock/instant"},
      {"/api/v3/wavespeed-ai%2Fz-image/turbo", "wavespeed-ai/z-image/turbo"},
      {"/api/v3/wavespeed%2Dai%2F%7A%2Dimage%2Fturbo?webhook=https://a.test/%2F",
       "wavespeed-ai/z-image/turbo"},
      {"/api/v3/mock/instant?webhook=https%3A%2F%2Fa.test%2Fhook", "mock/instant"},
      // One client appends the address unescaped.
      {"/api/v3/mock/instant?webhook=https://a.test/hook?secret=/x&y", "mock/instant"},
  };
  for (const Case& c : cases) {
    const Response response = client.post(c.target, inputs);
    EXPECT_EQ(response.status, 200) << c.target;
    EXPECT_EQ(client.data(response)["model"], c.model);
  }
  const json image = {{"prompt", "a"}, {"image", "https://a.test/a.png"}};
  EXPECT_EQ(client.submit("wavespeed-ai/SkyReels-V1", image).status, 200) << "upper case";
}

TEST(Submit, DecodesAModelIdOnceAndRefusesAWrongEscape) {
  const MockClient client;
  const std::string inputs = R"({"prompt":"a"})";
  const Response twice = client.post("/api/v3/mock%252Finstant", inputs);
  EXPECT_EQ(twice.status, 404);
  EXPECT_TRUE(client.message(twice).starts_with("model \"mock%2Finstant\" not found"))
      << twice.body;
  for (const std::string escape : {"%", "%2", "%zz", "%2Fa%g0"}) {
    const Response wrong = client.post("/api/v3/mock/instant" + escape, inputs);
    EXPECT_EQ(wrong.status, 400) << escape;
    EXPECT_EQ(client.message(wrong), "invalid path \"/api/v3/mock/instant" + escape +
                                         "\": a \"%\" must come before two hex digits");
  }
  // "%2F" separates no segments of a fixed path.
  EXPECT_EQ(client.post("/api/v3/predictions%2Fdelete", R"({"ids":[]})").status, 404);
  EXPECT_EQ(client.get("/api/v3/mock%2Finstant").status, 405) << "as without the escape";
  EXPECT_EQ(client.get("/api/v3/no%2Fmodel").status, 404);
}

TEST(Submit, SuggestsTheNearestModels) {
  const MockClient client;
  struct Case {
    std::string model;
    std::string message;
  };
  const std::vector<Case> cases = {
      {"wavespeed-ai/flux-dex",
       "model \"wavespeed-ai/flux-dex\" not found; did you mean \"wavespeed-ai/flux-dev\""},
      {"mock/Instant", "model \"mock/Instant\" not found; did you mean \"mock/instant\""},
  };
  for (const Case& c : cases) {
    // The model is checked first, so an invalid body does not matter.
    for (const char* body : {"{}", "nonsense"}) {
      const Response response = client.post("/api/v3/" + c.model, body);
      EXPECT_EQ(response.status, 404);
      EXPECT_EQ(client.body(response)["code"], 404);
      EXPECT_THAT(client.message(response), HasSubstr(c.message));
    }
  }
  EXPECT_EQ(client.message(client.submit("zzzzzzzzzzzz/qqqqqqqqqqqq")),
            "model \"zzzzzzzzzzzz/qqqqqqqqqqqq\" not found");
}

TEST(Submit, NamesTheInvalidFieldAndWhatIsAllowed) {
  const MockClient client;
  struct Case {
    json inputs;
    std::string message;
  };
  const std::vector<Case> cases = {
      {json::object(), "\"prompt\" is required, a string"},
      {{{"prompt", "a"}, {"num_images", 5}}, "\"num_images\" must be from 1 to 4, not 5"},
      {{{"prompt", "a"}, {"num_images", "2"}}, "\"num_images\" must be an integer, not \"2\""},
      {{{"prompt", "a"}, {"output_format", "bmp"}},
       "\"output_format\" must be one of \"jpeg\", \"png\", \"webp\", not \"bmp\""},
      {{{"prompt", "a"}, {"size", "1024x1024"}},
       "\"size\" must be \"W*H\" with each side from 256 to 1536, not \"1024x1024\""},
      {{{"prompt", 1}, {"num_images", 9}},
       "\"num_images\" must be from 1 to 4, not 9; \"prompt\" must be a string, not 1"},
  };
  for (const Case& c : cases) {
    const Response response = client.submit("mock/instant", c.inputs);
    EXPECT_EQ(response.status, 400) << c.inputs;
    EXPECT_EQ(client.body(response)["code"], 400);
    EXPECT_EQ(client.message(response), "invalid input: " + c.message);
  }
  EXPECT_EQ(client.spent()["total_requests"], 0) << "a refused request charges nothing";
}

TEST(Submit, RefusesUnknownInputsWhenAsked) {
  const MockClient client({.unknown_inputs = UnknownInputs::refuse});
  const Response response = client.submit("mock/instant", {{"prompt", "a"}, {"prmopt", "b"}});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(client.message(response),
            "invalid input: \"prmopt\" is not an input of this model; did you mean \"prompt\"?");
  EXPECT_EQ(client.submit("mock/instant", {{"prompt", "a"}, {"enable_sync_mode", true}}).status,
            200);
}

TEST(Submit, IgnoresUnknownInputs) {
  const MockClient client;
  for (const json& extra :
       {json{{"prompt", "a"}, {"negative_prompt", 7}},
        json{{"prompt", "a"}, {"", {{"a", json::array({1})}}}},
        json{{"prompt", "a"}, {"enable_safety_checker", true}, {"webhook_url", nullptr}}}) {
    EXPECT_EQ(client.submit("mock/instant", extra).status, 200) << extra;
  }
}

TEST(Submit, RefusesAWebhookTogetherWithBase64) {
  const MockClient client;
  const std::string hook = "https://a.test/hook";
  const json base64 = {{"prompt", "a"}, {"enable_base64_output", true}};
  json with_field = base64;
  with_field["webhook_url"] = hook;
  for (const Response& refused : {client.submit("mock/instant?webhook=" + hook, base64),
                                  client.submit("mock/instant", with_field),
                                  client.submit("wavespeed-ai/any-llm", with_field)}) {
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(client.message(refused),
              "webhook callback does not support base64 output: leave out the webhook, or "
              "\"enable_base64_output\"");
  }
  EXPECT_EQ(client.data(client.get("/api/v3/predictions"))["items"].size(), 0U);
  EXPECT_EQ(client.submit("mock/instant", base64).status, 200);
  with_field["enable_base64_output"] = false;
  EXPECT_EQ(client.submit("mock/instant", with_field).status, 200);
}

TEST(Submit, DerivesIdsFromSeedKeyAndOrderOnly) {
  const auto ids = [](const MockClient& client, int count) {
    std::vector<std::string> list;
    for (int i = 0; i < count; ++i) list.push_back(client.id(client.submit()));
    return list;
  };
  const MockClient client({.seed = 7});
  const std::vector<std::string> expected = ids(client, 5);
  EXPECT_EQ(std::set<std::string>(expected.begin(), expected.end()).size(), 5U);
  EXPECT_EQ(ids(MockClient({.seed = 7}), 5), expected);
  EXPECT_NE(ids(MockClient({.seed = 8}), 5), expected);
  EXPECT_NE(ids(client.with_key("other-key"), 5), expected);

  // Other accounts, refused requests and polls have no effect on the ids.
  const MockClient busy({.seed = 7});
  const MockClient other = busy.with_key("other-key");
  ids(other, 3);
  std::vector<std::string> among;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(busy.submit("mock/instant", json::object()).status, 400);
    among.push_back(busy.id(busy.submit()));
    ids(other, 2);
    busy.poll(among.back());
    busy.advance(seconds(1));
  }
  EXPECT_EQ(among, expected);
}

}  // namespace
}  // namespace wavespeed_mock::submit_test

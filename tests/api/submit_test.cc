#include "api/submit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/domain_models.h"
#include "support/temp_folder.h"
#include "support/upload_client.h"

namespace wavespeed_mock::submit_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using namespace std::chrono_literals;

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

TEST(Submit, IgnoresUnknownInputs) {
  const MockClient client;
  for (const json& extra :
       {json{{"prompt", "a"}, {"negative_prompt", 7}},
        json{{"prompt", "a"}, {"", {{"a", json::array({1})}}}},
        json{{"prompt", "a"}, {"enable_safety_checker", true}, {"webhook_url", nullptr}}}) {
    EXPECT_EQ(client.submit("mock/instant", extra).status, 200) << extra;
  }
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

TEST(Submit, OverTheRateIs429UntilTheMinuteHasRoom) {
  const MockClient client({.tier = "level1"});
  // One task per second, the tenth at second 9.
  for (int i = 0; i < 10; ++i) {
    if (i > 0) client.advance(seconds(1));
    EXPECT_EQ(client.submit().status, 200) << i;
  }
  const auto refused = [&](const char* retry_after) {
    const Response response = client.submit();
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.body, R"({"code":429,"message":"Too Many Requests"})");
    EXPECT_EQ(client.header(response, "Retry-After"), retry_after);
    EXPECT_EQ(client.header(response, "X-Mock-Reason"), "tier level1 allows 10 images per minute");
  };
  refused("51");
  client.advance(seconds(51) - nanoseconds(1));
  refused("1");
  client.advance(nanoseconds(1));
  EXPECT_EQ(client.submit().status, 200) << "a sliding window: the first task is one minute old";
  refused("1");
  EXPECT_EQ(client.spent()["total_requests"], 11) << "refused tasks are not charged";
}

TEST(Submit, LimitsImagesAndVideosSeparately) {
  const MockClient client({.tier = "level1", .latency = Latency::instant()});
  const json four = {{"prompt", "a"}, {"num_images", 4}};
  EXPECT_EQ(client.submit("mock/instant", four).status, 200);
  EXPECT_EQ(client.submit("mock/instant", four).status, 200);
  EXPECT_EQ(client.submit("mock/instant", four).status, 429) << "twelve images";
  EXPECT_EQ(client.submit("mock/instant", {{"prompt", "a"}, {"num_images", 2}}).status, 200);
  EXPECT_EQ(client.submit().status, 429);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.submit("minimax/video-01").status, 200) << i;
  const Response refused = client.submit("minimax/video-01");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(client.header(refused, "X-Mock-Reason"), "tier level1 allows 5 videos per minute");
  EXPECT_EQ(client.submit("wavespeed-ai/dia-tts").status, 200) << "audio has no rate limit";
  EXPECT_EQ(client.with_key("other").submit().status, 200) << "limits are per account";
}

TEST(Submit, AllowsThreeConcurrentTasksOnLevel1) {
  const MockClient client({.tier = "level1"});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.submit("mock/slow").status, 200);
  const Response refused = client.submit("mock/slow");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(client.header(refused, "Retry-After"), "600");
  EXPECT_EQ(client.header(refused, "X-Mock-Reason"), "tier level1 allows 3 tasks at once");
  client.advance(minutes(10) - nanoseconds(1));
  EXPECT_EQ(client.submit("mock/slow").status, 429);
  client.advance(nanoseconds(1));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.submit("mock/slow").status, 200);
}

TEST(Submit, QueuesWhereTheLimitQueues) {
  struct Case {
    std::string tier;
    OverLimit over_limit;
    int at_once;
  };
  for (const Case& c :
       {Case{"level1", OverLimit::queue, 3}, Case{"bronze", OverLimit::as_tier, 2}}) {
    const MockClient client({.tier = c.tier, .over_limit = c.over_limit});
    for (int i = 0; i < c.at_once; ++i) client.submit("mock/slow");
    client.advance(minutes(1));  // past the limit per minute
    const Response response = client.submit("mock/slow");
    EXPECT_EQ(response.status, 200) << c.tier;
    const std::string id = client.id(response);
    client.advance(minutes(9) - nanoseconds(1));
    EXPECT_EQ(client.status(client.poll(id)), "created") << "waiting";
    client.advance(nanoseconds(1));
    EXPECT_EQ(client.status(client.poll(id)), "processing");
    client.advance(minutes(10));
    EXPECT_EQ(client.data(client.poll(id))["executionTime"], 600'000)
        << "not counting the time in the queue";
    EXPECT_EQ(client.data(client.poll(id))["created_at"], "2026-01-01T00:01:00.000000000Z");
  }
}

TEST(Submit, IsRefusedWhereTheLimitDoesNotQueue) {
  const MockClient client({.tier = "bronze", .over_limit = OverLimit::reject});
  client.submit("mock/slow");
  client.submit("mock/slow");
  client.advance(minutes(1));
  EXPECT_EQ(client.submit("mock/slow").status, 429);
}

TEST(Submit, SpendsTheBalanceToTheLastMicroDollar) {
  struct Case {
    double usd;
    int affordable;  // at a cent each
  };
  for (const Case& c : {Case{0, 0}, Case{0.009999, 0}, Case{0.01, 1}, Case{0.010001, 1},
                        Case{0.029999, 2}, Case{0.03, 3}, Case{0.7, 70}}) {
    const MockClient client({.balance = Money::from_usd(c.usd)});
    for (int i = 0; i < c.affordable; ++i) EXPECT_EQ(client.submit().status, 200) << i;
    const Response response = client.submit();
    EXPECT_EQ(response.status, 400) << c.usd;
    EXPECT_EQ(response.body, R"({"code":1407,"message":"insufficient credits"})");
    EXPECT_EQ(client.spent()["total_requests"], c.affordable);
  }
  const MockClient client({.balance = Money::from_usd(0.035)});
  EXPECT_EQ(client.header(client.submit("mock/instant", {{"prompt", "a"}, {"num_images", 4}}),
                          "X-Mock-Reason"),
            "the task costs $0.04, the balance is $0.035");
}

TEST(Submit, ChargesTheDiscountedPrice) {
  const MockClient client({.latency = Latency::fixed(1s), .fixture_texts = {R"({"accounts": [{
      "name": "team", "keys": ["test-key"], "balance_usd": 0.018,
      "discounts": [{"percent": 25, "models": ["mock/*"]}]}]})"}});
  EXPECT_EQ(client.submit("mock/always-fails").status, 200);
  client.advance(seconds(1));
  EXPECT_EQ(client.balance(), 0.018) << "refunded";
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.header(client.submit(), "X-Mock-Reason"),
            "the task costs $0.0075, the balance is $0.003");
  EXPECT_EQ(client.spent()["total_cost"], 0.015);
  const auto journal = client.mock().journal();
  EXPECT_EQ(journal.front().credit, Money::from_usd(-0.0075));
}

TEST(Submit, StartsAMonthlyDiscountAfterTheThresholdIsReached) {
  const MockClient client({.fixture_texts = {R"({"accounts": [{
      "name": "team", "keys": ["test-key"], "balance_usd": 1,
      "discounts": [{"percent": 50, "from_usd": 0.02}]}]})"}});
  for (const double left : {0.99, 0.98, 0.975}) {
    client.submit();
    EXPECT_EQ(client.balance(), left);
  }
  client.advance(std::chrono::days(31));
  client.submit();
  EXPECT_EQ(client.balance(), 0.965) << "in the new month";
}

// A submission that is refused for lack of credit does not count in the limits, and draws no
// random numbers.
TEST(Submit, HasNoEffectWithoutCredit) {
  const MockClient client({.tier = "level1", .balance = Money::from_usd(0.03)});
  for (int i = 0; i < 2; ++i) client.submit("mock/slow");
  const json four = {{"prompt", "a"}, {"num_images", 4}};
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client.submit("mock/slow", four).status, 400) << i;
  const std::string third = client.id(client.submit("mock/slow"));
  const MockClient undisturbed({.tier = "level1", .balance = Money::from_usd(0.03)});
  for (int i = 0; i < 2; ++i) undisturbed.submit("mock/slow");
  EXPECT_EQ(third, undisturbed.id(undisturbed.submit("mock/slow")));
}

TEST(Submit, IsRefundedWhenTheServiceFails) {
  struct Case {
    std::string model;
    int status_afterwards;
  };
  for (const Case& c : {Case{"mock/always-fails", 200}, Case{"mock/content-moderation", 400},
                        Case{"mock-image", 400}}) {
    const MockClient client({.balance = Money::from_usd(0.01), .latency = Latency::fixed(1s)});
    EXPECT_EQ(client.submit(c.model).status, 200);
    client.advance(seconds(1) - nanoseconds(1));
    EXPECT_EQ(client.submit(c.model).status, 400) << "still charged while it runs";
    client.advance(nanoseconds(1));
    EXPECT_EQ(client.submit(c.model).status, c.status_afterwards) << c.model;
  }
}

TEST(Submit, RequiresUrlsForMedia) {
  const MockClient client;
  const Response response =
      client.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"image", "cat.png"}});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(
      client.message(response),
      "invalid input: \"image\" must be an http or https URL or a data: URL, not \"cat.png\"");
  for (const char* url : {"https://no.such.host.invalid/a.png", "data:image/png;base64,AA=="}) {
    EXPECT_EQ(client.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"image", url}}).status, 200)
        << "nothing is fetched";
  }
}

// Submits a task with this picture, and returns it after its end.
json ended_task(const MockClient& client, const std::string& image) {
  const std::string id =
      client.id(client.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"image", image}}));
  EXPECT_NE(id, "") << image;
  EXPECT_EQ(client.status(client.poll(id)), "processing") << "it has a normal run time";
  client.advance(seconds(1));
  return client.data(client.poll(id));
}

TEST(Submit, FailsATaskWhoseUploadHasExpired) {
  const MockClient client({.latency = Latency::fixed(1s)});
  const std::string url = upload_url(client);
  EXPECT_EQ(ended_task(client, url)["status"], "completed");
  EXPECT_EQ(ended_task(client, url + "?x=y")["status"], "completed");

  json ticket =
      client.data(client.post("/api/v3/media/uploads", R"({"filename": "a.png", "size": 1})"));
  client.advance(days(7) - seconds(2));
  const std::string unknown =
      "http://127.0.0.1:8080/media/uploads/00000000000000000000000000000000/a.png";
  for (const std::string& gone : {url, text_of(ticket["download_url"]), unknown}) {
    json task = ended_task(client, gone);
    EXPECT_EQ(task["status"], "failed") << gone;
    EXPECT_EQ(task["code"], 1402);
    EXPECT_EQ(task["error"], "input media could not be fetched");
    EXPECT_EQ(task["outputs"], json::array());
  }
  EXPECT_EQ(ended_task(client, "http://a.test/media/uploads/1/a.png")["status"], "completed");
}

TEST(Submit, KeepsTheChargeOfATaskWhoseUploadHasExpired) {
  const MockClient client({.balance = Money::from_usd(0.012), .latency = Latency::fixed(1s)});
  const std::string gone = "http://127.0.0.1:8080/media/uploads/1/a.png";
  EXPECT_EQ(ended_task(client, gone)["status"], "failed");
  EXPECT_EQ(client.submit("wavespeed-ai/flux-dev").status, 400) << "nothing was refunded";
}

// A model that has a picture as its input, and always fails.
class FailingModel : public testing::Test {
 protected:
  FailingModel() {
    json model = model_entry({{"image", {{"type", "string"}}}});
    model["failure"] = {{"probability", 1}, {"code", 5000}, {"error", "its own"}};
    std::ofstream(folder_ / "models.json") << json{{"models", {model}}};
  }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
};

TEST_F(FailingModel, FailsForItsMissingInputFirst) {
  const MockClient client({.latency = Latency::instant(), .fixtures = {folder_}});
  const auto code_with = [&](const std::string& image) {
    const std::string id = client.id(client.submit("acme/model", {{"image", image}}));
    return client.data(client.poll(id))["code"];
  };
  EXPECT_EQ(code_with(upload_url(client)), 5000);
  EXPECT_EQ(code_with("http://127.0.0.1:8080/media/uploads/1/a.png"), 1402);
}

TEST(Submit, ChecksUploadsInLists) {
  const MockClient client({.latency = Latency::instant()});
  const std::string url = upload_url(client);
  for (const auto& [images, status] : {std::pair{json::array({url, url}), "completed"},
                                       std::pair{json::array({url, url + ".png"}), "failed"}}) {
    const Response response =
        client.submit("bytedance/seedream-v4.5/edit", {{"prompt", "a"}, {"images", images}});
    EXPECT_EQ(client.status(client.poll(client.id(response))), status) << images;
  }
}

}  // namespace
}  // namespace wavespeed_mock::submit_test

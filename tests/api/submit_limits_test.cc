// Submissions over the limits of a tier.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::submit_limits_test {
namespace {

using json = MockClient::json;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;

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

}  // namespace
}  // namespace wavespeed_mock::submit_limits_test

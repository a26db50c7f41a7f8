#include "domain/clock_moves.h"

#include <gtest/gtest.h>

#include "support/mock_client.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kTeam = R"({"accounts": [{"name": "team", "keys": ["team-key"],
  "usage_history": [{"date": "2025-10-01", "model_uuid": "mock/instant", "count": 2, "cost_usd": 0.1}]}]})";

Response set(const MockClient& client, const std::string& time) {
  return client.post("/__mock/clock", MockClient::json{{"set", time}}.dump());
}

// An account that nobody has used begins at the time that the clock is set to, so that what comes
// first stays first.
TEST(SetClock, DatesWhatBeganAtTheStartAnew) {
  const MockClient client(
      {.fixture_texts = {R"({"accounts": [{"name": "a", "keys": ["a-key"]}]})"}}, "a-key");
  ASSERT_EQ(set(client, "2020-01-01").status, 200);
  ASSERT_EQ(client.submit().status, 200);
  const auto usage =
      client.data(client.usage({{"start_time", "2020-01-01"}, {"end_time", "2020-01-02"}}));
  EXPECT_EQ(usage["summary"]["total_requests"], 1);
  const auto balance = client.data(client.get("/api/v3/balance"))["balance"];
  EXPECT_LT(balance, 100.0);
}

TEST(SetClock, LeavesCreditItsTime) {
  const MockClient client(
      {.credit_expiry = "10d", .fixture_texts = {R"({"accounts": [{"name": "a", "keys": ["a-key"],
                             "balance_usd": 2, "credits": [{"usd": 1, "expires_in": "5d"}]}]})"}},
      "a-key");
  ASSERT_EQ(set(client, "2020-01-01").status, 200);
  const auto balance = [&] { return client.data(client.get("/api/v3/balance"))["balance"]; };
  EXPECT_EQ(balance(), 3.0);
  client.advance(std::chrono::days(5));
  EXPECT_EQ(balance(), 2.0);
  client.advance(std::chrono::days(5));
  EXPECT_EQ(balance(), 0.0);
}

TEST(SetClock, LeavesHistoriesWhereTheyAre) {
  const MockClient client({.fixture_texts = {std::string(kTeam)}}, "team-key");
  EXPECT_EQ(set(client, "2025-09-30").status, 409);
  EXPECT_EQ(set(client, "2025-10-02").status, 200);
  const auto usage =
      client.data(client.usage({{"start_time", "2025-10-01"}, {"end_time", "2025-10-02"}}));
  EXPECT_EQ(usage["summary"]["total_requests"], 2);
}

}  // namespace
}  // namespace wavespeed_mock

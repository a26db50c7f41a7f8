#include "domain/state/clock_moves.h"

#include <gtest/gtest.h>

#include "support/mock_client.h"

namespace wavespeed_mock::clock_moves_test {
namespace {

constexpr std::string_view kTeam = R"({"accounts": [{"name": "team", "keys": ["team-key"],
  "usage_history": [{"date": "2025-10-01", "model_uuid": "mock/instant", "count": 2, "cost_usd": 0.1}]}]})";

Response set(const MockClient& client, const std::string& time) {
  return client.post("/__mock/clock", MockClient::json{{"set", time}}.dump());
}

// An account that was never used opens at the time that the clock is set to, so that its opening
// stays the first entry.
TEST(SetClock, RedatesAccountsThatWereNotUsed) {
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

TEST(SetClock, KeepsTheLifetimeOfCredit) {
  const MockClient client({.credit_expiry = std::chrono::days(10),
                           .fixture_texts = {R"({"accounts": [{"name": "a", "keys": ["a-key"],
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

// A pending top-up arrives at its time, even if the clock passed that time while no request
// looked.
TEST(SetClock, KeepsPendingTopUps) {
  const MockClient client(Options{.balance = Money::from_usd(0)});
  const auto balance = [&] { return client.data(client.get("/api/v3/balance"))["balance"]; };
  client.advance(std::chrono::hours(1));
  ASSERT_EQ(
      client.post("/__mock/accounts/self/top-ups", R"({"usd": 20, "arrives_in": "5m"})").status,
      200);
  EXPECT_EQ(set(client, "2026-01-01T02:00:00Z").status, 200);
  EXPECT_EQ(set(client, "2026-01-01T01:04:59Z").status, 200) << "no request has seen it arrive";
  EXPECT_EQ(balance(), 0.0);
  EXPECT_EQ(set(client, "2026-01-01T00:59:00Z").status, 409) << "the top-up had not been made then";
  EXPECT_EQ(set(client, "2026-01-01T01:05:00Z").status, 200);
  EXPECT_EQ(balance(), 20.0);
  EXPECT_EQ(set(client, "2026-01-01T01:04:00Z").status, 409) << "a request has seen it arrive";
  const auto payments = client.data(client.get("/__mock/accounts/self/payments"))["items"];
  ASSERT_EQ(payments.size(), 1U);
  EXPECT_EQ(payments[0]["credited_at"], "2026-01-01T01:05:00.000000000Z");
}

// The manual clock begins at 2026-01-01.
TEST(SetClock, KeepsTheDatesOfOverdueBills) {
  const MockClient client({.fixture_texts = {R"({"accounts": [{"name": "a", "keys": ["a-key"],
                             "balance_usd": 2, "credit_line": {"overdue_usd": 5}}]})"}},
                          "a-key");
  const auto credit = [&] { return client.data(client.get("/__mock/accounts/self/credit")); };
  EXPECT_EQ(set(client, "2025-12-07").status, 409) << "the bill is overdue from the eighth";
  ASSERT_EQ(set(client, "2025-12-10").status, 200);
  EXPECT_EQ(credit()["balance"], -3.0);
  EXPECT_EQ(credit()["grants"][0]["given_at"], "2025-12-10T00:00:00.000000000Z");

  // What is drawn in December is billed at the end of the month.
  ASSERT_EQ(client.post("/__mock/accounts/self/credit-line", R"({"action": "pay"})").status, 200);
  while (credit()["balance"] >= 0) ASSERT_EQ(client.submit("google/veo3").status, 200);
  ASSERT_EQ(set(client, "2026-01-01").status, 200);
  const auto bills = credit()["credit_line"]["bills"];
  ASSERT_EQ(bills.size(), 2U);
  EXPECT_EQ(bills[1]["month"], "2025-12");
}

TEST(SetClock, KeepsTheDatesOfUsageHistories) {
  const MockClient client({.fixture_texts = {std::string(kTeam)}}, "team-key");
  EXPECT_EQ(set(client, "2025-09-30").status, 409);
  EXPECT_EQ(set(client, "2025-10-02").status, 200);
  const auto usage =
      client.data(client.usage({{"start_time", "2025-10-01"}, {"end_time", "2025-10-02"}}));
  EXPECT_EQ(usage["summary"]["total_requests"], 2);
}

}  // namespace
}  // namespace wavespeed_mock::clock_moves_test

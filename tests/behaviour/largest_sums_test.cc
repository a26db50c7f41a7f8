// The largest sums of an account: each is exact, and more is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/account_refusal.h"
#include "support/mock_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::largest_sums_test {
namespace {

using json = MockClient::json;
using ::testing::HasSubstr;

constexpr const char* kCredit = "/__mock/accounts/self/credit";
constexpr const char* kTopUps = "/__mock/accounts/self/top-ups";

// As the answer has it, digit by digit.
std::string balance(const MockClient& client) {
  const std::string body = client.get("/api/v3/balance").body;
  const std::size_t begin = body.find("\"balance\":") + 10;
  return body.substr(begin, body.find('}', begin) - begin);
}

TEST(LargestSums, AreExactToTheMicroDollar) {
  const MockClient client({.balance = Money()});
  for (int i = 0; i < 7; ++i) {
    ASSERT_EQ(client.post(kTopUps, R"({"usd": 1000000000})").status, 200);
  }
  ASSERT_EQ(client.post(kTopUps, R"({"usd": 999999999.999999})").status, 200);
  EXPECT_EQ(balance(client), "7999999999.999999");
  const Response refused = client.post(kTopUps, R"({"usd": 0.000002})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(client.message(refused),
            "the account has had $7999999999.999999 of credit in all, spent or not; $0.000002 more "
            "would exceed the maximum of $8000000000");
  EXPECT_EQ(client.post(kCredit, R"({"usd": 0.000002, "kind": "trial"})").status, 409);
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(balance(client), "7999999999.989999");
}

std::string with_credits(int count) {
  json entry = {{"name", "rich"}, {"keys", {"rich-key-1"}}, {"balance_usd", 1e9}};
  for (int i = 0; i < count; ++i) {
    entry["credits"].push_back({{"kind", "purchased"}, {"usd", 1e9}});
  }
  return entry.dump();
}

TEST(LargestSums, AreCheckedBeforeAnAccountOpens) {
  const std::string problem =
      "account \"rich\": field \"credits\": must not bring the credit that the account has had in "
      "all, spent or not, above the maximum of $8000000000";
  const MockClient client;
  const Response refused = client.post("/__mock/accounts", with_credits(9'300));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(client.message(refused), HasSubstr("must not bring the credit"));
  EXPECT_EQ(client.get("/__mock/accounts/rich").status, 404);
  const MockClient rich = client.with_key("rich-key-1");
  ASSERT_EQ(client.post("/__mock/accounts", with_credits(7)).status, 200);
  EXPECT_EQ(balance(rich), "8000000000.0");

  try {
    const Mock mock({.fixture_texts = {R"({"accounts": [)" + with_credits(8) + "]}"}});
    ADD_FAILURE() << "the fixture was accepted";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), HasSubstr(problem.substr(problem.find("field"))));
  }
  EXPECT_THAT(refusal_of([&] {
                client.mock().open_account(
                    {.name = "typed",
                     .keys = {{"typed-key"}},
                     .balance = usd(1e9),
                     .credits = std::vector<CreditGrantRequest>(8, {.amount = usd(1e9)})});
              }),
              HasSubstr("400 credits: must not bring the credit"));
}

TEST(LargestSums, CountTheHistoryAndTheDebt) {
  json entry = {{"name", "rich"},
                {"keys", {"rich-key-1"}},
                {"balance_usd", 0},
                {"credit_line", {{"limit_usd", 1e9}, {"overdue_usd", 1e9}}}};
  for (int i = 0; i < 7; ++i) {
    entry["usage_history"].push_back({{"date", "2025-10-01"},
                                      {"model_uuid", "wavespeed-ai/flux-dev"},
                                      {"count", 1},
                                      {"cost_usd", 1e9}});
  }
  const MockClient client;
  json more = entry;
  more["usage_history"].push_back(entry["usage_history"][0]);
  const Response refused = client.post("/__mock/accounts", more.dump());
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(client.message(refused), HasSubstr("field \"usage_history\": must not bring"));
  ASSERT_EQ(client.post("/__mock/accounts", entry.dump()).status, 200);
  const MockClient rich = client.with_key("rich-key-1");
  EXPECT_EQ(balance(rich), "-1000000000.0");
  EXPECT_EQ(rich.post(kTopUps, R"({"usd": 0.01})").status, 409);
  EXPECT_EQ(rich.data(rich.get("/api/v3/account/usage?start_date=2025-01-01"))["total_cost"], 8e9);
}

TEST(LargestSums, AreTheSameAfterARestore) {
  const MockClient client({.balance = usd(1e9)});
  for (int i = 0; i < 6; ++i) client.post(kTopUps, R"({"usd": 1000000000})");
  ASSERT_EQ(client.post(kTopUps, R"({"usd": 999999999, "arrives_in": "5m"})").status, 200);
  const Snapshot before = client.mock().snapshot("test-key");
  ASSERT_EQ(client.post(kTopUps, R"({"usd": 1})").status, 200);
  client.mock().restore(before);
  EXPECT_EQ(client.post(kTopUps, R"({"usd": 2})").status, 409);
  client.advance(std::chrono::minutes(5));
  EXPECT_EQ(balance(client), "7999999999.0");
}

TEST(LargestSums, AreRefusedInCppWithTheSameError) {
  const MockClient client({.balance = usd(1e9)});
  MockAccount account = client.mock().account("test-key");
  for (int i = 0; i < 7; ++i) account.give_credit(usd(1e9));
  EXPECT_THAT(refusal_of([&] { account.give_credit(usd(0.01)); }),
              HasSubstr("409 the account has had $8000000000 of credit in all"));
  EXPECT_THAT(refusal_of([&] { account.top_up(usd(0.01)); }), HasSubstr("409 the account has had"));
}

}  // namespace
}  // namespace wavespeed_mock::largest_sums_test

#include "control/account/account_credit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::account_credit_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using ::testing::HasSubstr;

constexpr const char* kCredit = "/__mock/accounts/self/credit";

json credit(const MockClient& client) {
  return client.data(client.get(kCredit));
}

TEST(AccountCredit, MakesUpTheBalance) {
  const MockClient client(
      Options{.balance = Money::from_usd(5), .credit_expiry = std::chrono::days(365)});
  const json data = credit(client);
  EXPECT_EQ(data["balance"], 5.0);
  EXPECT_EQ(data["grants"], (json::array({{{"kind", "purchased"},
                                           {"usd", 5.0},
                                           {"left", 5.0},
                                           {"given_at", "2026-01-01T00:00:00.000000000Z"},
                                           {"expires_at", "2027-01-01T00:00:00.000000000Z"}}})));
  EXPECT_TRUE(data["credit_line"].is_null());
}

TEST(AccountCredit, CanBeGrantedSpentAndExpire) {
  const MockClient client(Options{.balance = Money::from_usd(5)});
  const Response given =
      client.post(kCredit, R"({"kind": "coupon", "usd": 0.02, "expires_in": "1d"})");
  ASSERT_EQ(given.status, 200) << given.body;
  EXPECT_EQ(client.data(given)["balance"], 5.02);
  EXPECT_EQ(client.data(given)["grants"][0]["kind"], "coupon");
  ASSERT_EQ(client.submit().status, 200);
  EXPECT_EQ(credit(client)["grants"][0]["left"], 0.01);
  client.advance(days(1));
  EXPECT_EQ(credit(client)["balance"], 5.0);
  EXPECT_EQ(credit(client)["grants"].size(), 1U);
}

TEST(AccountCredit, ListsAHundredGrantsInTheAnswerToAChange) {
  const MockClient client(Options{.balance = Money()});
  client.post("/__mock/coupons", R"({"code": "ONE", "usd": 1})");
  for (int i = 0; i < 100; ++i) client.post(kCredit, R"({"usd": 1})");
  const auto changed = [&](const std::string& call, const std::string& body, int total) {
    const json data = client.data(client.post("/__mock/accounts/self/" + call, body));
    const json& credit = data.contains("credit") ? data["credit"] : data;
    EXPECT_EQ(credit["grants"].size(), 100U) << call;
    EXPECT_EQ(credit["grants_total"], total) << call;
  };
  changed("credit", R"({"usd": 1})", 101);
  changed("top-ups", R"({"usd": 1})", 102);
  changed("coupons", R"({"code": "ONE"})", 103);
  changed("credit-line", R"({"action": "apply", "applicant": "individual"})", 103);
  EXPECT_EQ(credit(client)["grants"].size(), 103U) << "GET lists them all";
  EXPECT_EQ(credit(client)["grants_total"], 103);
  EXPECT_EQ(
      client.data(client.post(kCredit, R"({"usd": 1, "kind": "coupon"})"))["grants"][0]["kind"],
      "coupon")
      << "those that are spent first";
}

TEST(AccountCredit, LastsAsPurchasedCreditDoes) {
  const MockClient client(
      Options{.balance = Money::from_usd(0), .credit_expiry = std::chrono::days(10)});
  client.post(kCredit, R"({"usd": 3})");
  EXPECT_EQ(credit(client)["grants"][0]["expires_at"], "2026-01-11T00:00:00.000000000Z");
}

TEST(AccountCredit, LetsARefusedClientContinue) {
  const MockClient client(Options{.balance = Money::from_usd(0)});
  EXPECT_EQ(client.submit().status, 400);
  client.post(kCredit, R"({"usd": 1})");
  EXPECT_EQ(client.submit().status, 200);
}

TEST(AccountCredit, RefusesInvalidRequests) {
  const MockClient client;
  const Response refused = client.post(kCredit, R"({"usd": 1, "expires": "1d"})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(client.message(refused), HasSubstr(R"(did you mean "expires_in"?)"));
  EXPECT_EQ(credit(client)["balance"], 100.0);
}

}  // namespace
}  // namespace wavespeed_mock::account_credit_test

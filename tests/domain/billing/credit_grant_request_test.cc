#include "domain/billing/credit_grant_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "domain/billing/ledger.h"
#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::credit_grant_request_test {
namespace {

using std::chrono::days;

CreditGrantRequest read(const std::string& text) {
  const auto body = nlohmann::json::parse(text);
  JsonReader in(body, "body");
  const CreditGrantRequest order = read_credit_grant(in);
  in.done();
  return order;
}

TEST(CreditGrantRequest, DefaultsToPurchasedCredit) {
  const CreditGrantRequest order = read(R"({"usd": 2.5})");
  EXPECT_EQ(order.kind, CreditKind::purchased);
  EXPECT_EQ(order.amount, Money{2'500'000});
  EXPECT_EQ(order.expires_in, std::nullopt);
  EXPECT_EQ(read(R"({"usd": 1, "kind": "trial"})").kind, CreditKind::trial);
  EXPECT_EQ(read(R"({"usd": 1, "kind": "coupon"})").kind, CreditKind::coupon);
}

TEST(CreditGrantRequest, LastsAsGivenOrAsItsKindDoes) {
  const auto expiry = [](const std::string& text) {
    Ledger ledger;
    give_credit(ledger, read(text), days(365), kStart);
    return ledger.credit_balance.grants[0].expires;
  };
  EXPECT_EQ(expiry(R"({"usd": 1})"), kStart + days(365));
  EXPECT_EQ(expiry(R"({"usd": 1, "kind": "trial"})"), Timestamp::max());
  EXPECT_EQ(expiry(R"({"usd": 1, "expires_in": "never"})"), Timestamp::max());
  EXPECT_EQ(expiry(R"({"usd": 1, "expires_in": "36h"})"), kStart + std::chrono::hours(36));
}

TEST(CreditGrantRequest, RefusesAnInvalidExpiry) {
  EXPECT_EQ(
      error_of([] { read(R"({"usd": 1, "expires_in": "0s"})"); }),
      R"(body: field "expires_in": must be "never" or a duration above 0, up to 36525d, such as "30d", )"
      R"(not "0s")");
  EXPECT_NE(error_of([] { read(R"({"usd": -1})"); }), "");
}

TEST(CreditGrantRequest, HasTheProblemsOfItsJson) {
  EXPECT_FALSE(find_problem(CreditGrantRequest{.amount = {1}}));
  const auto amount = find_problem(CreditGrantRequest{.amount = {-1}});
  ASSERT_TRUE(amount);
  EXPECT_EQ(amount->field, "usd");
  EXPECT_EQ(amount->problem, "must be from $0 to $1000000000, not -$0.000001");
  const auto end = find_problem(CreditGrantRequest{.amount = {1}, .expires_in = days(-1)});
  ASSERT_TRUE(end);
  EXPECT_EQ(end->field, "expires_in");
  EXPECT_EQ(end->problem, "must be above 0, not -1d");
}

TEST(CreditGrantRequest, AddsSomethingUnlessItIsZero) {
  EXPECT_EQ(read(R"({"usd": 0})").amount, Money{});
  EXPECT_THAT(error_of([] { read(R"({"usd": 0.0000004})"); }),
              ::testing::HasSubstr("amounts are whole millionths of a dollar, not 4e-07"));
}

TEST(CreditGrantRequest, IsAddedToTheLedger) {
  Ledger ledger;
  give_credit(ledger, {.amount = {5}, .kind = CreditKind::coupon, .expires_in = days(1)},
              Duration::max(), kStart);
  give_credit(ledger, {.amount = {7}}, Duration::max(), kStart);
  EXPECT_EQ(ledger.balance, Money{12});
  post_due_entries(ledger, kStart + days(1));
  EXPECT_EQ(ledger.balance, Money{7});
}

}  // namespace
}  // namespace wavespeed_mock::credit_grant_request_test

#include "domain/billing/credit_grant_request.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "domain/billing/ledger.h"
#include "support/domain_complaint.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::credit_grant_request_test {
namespace {

using std::chrono::days;
using Kind = LedgerEntry::Kind;

CreditGrantRequest read(const std::string& text, Duration purchased_lasts = Duration::max()) {
  const auto body = nlohmann::json::parse(text);
  JsonReader in(body, "body");
  const CreditGrantRequest order = read_credit_order(in, purchased_lasts);
  in.done();
  return order;
}

TEST(CreditGrantRequest, DefaultsToPurchasedCredit) {
  const CreditGrantRequest order = read(R"({"usd": 2.5})");
  EXPECT_EQ(order.kind, Kind::top_up);
  EXPECT_EQ(order.amount, Money{2'500'000});
  EXPECT_EQ(order.lasts, Duration::max());
  EXPECT_EQ(read(R"({"usd": 1, "kind": "trial"})").kind, Kind::trial);
  EXPECT_EQ(read(R"({"usd": 1, "kind": "coupon"})").kind, Kind::coupon);
}

TEST(CreditGrantRequest, LastsAsGivenOrAsItsKindDoes) {
  EXPECT_EQ(read(R"({"usd": 1})", days(365)).lasts, days(365));
  EXPECT_EQ(read(R"({"usd": 1, "kind": "trial"})", days(365)).lasts, Duration::max());
  EXPECT_EQ(read(R"({"usd": 1, "expires_in": "never"})", days(365)).lasts, Duration::max());
  EXPECT_EQ(read(R"({"usd": 1, "expires_in": "36h"})", days(365)).lasts, std::chrono::hours(36));
}

TEST(CreditGrantRequest, RefusesAnInvalidExpiry) {
  EXPECT_EQ(complaint_of([] { read(R"({"usd": 1, "expires_in": "0s"})"); }),
            R"(body: field "expires_in": must be "never" or a duration above 0 such as "30d", )"
            R"(not "0s")");
  EXPECT_NE(complaint_of([] { read(R"({"usd": -1})"); }), "");
}

TEST(CreditGrantRequest, IsAddedToTheLedger) {
  Ledger ledger;
  give_credit(ledger, {.kind = Kind::coupon, .amount = {5}, .lasts = days(1)}, kStart);
  give_credit(ledger, {.kind = Kind::top_up, .amount = {7}}, kStart);
  EXPECT_EQ(ledger.balance, Money{12});
  post_due_entries(ledger, kStart + days(1));
  EXPECT_EQ(ledger.balance, Money{7});
}

}  // namespace
}  // namespace wavespeed_mock::credit_grant_request_test

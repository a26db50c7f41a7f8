#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>

#include "support/account_refusal.h"
#include "support/mock_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::mock_accounts_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::minutes;
using ::testing::HasSubstr;

TEST(MockAccounts, RefuseAJobForLackOfCredit) {
  const MockClient client(Options{.balance = Money::from_usd(0)});
  MockAccount account = client.mock().account("test-key");
  EXPECT_EQ(client.header(client.submit(), "X-Mock-Reason"),
            "the task costs $0.01, the balance is $0");
  account.give_credit(usd(0.01));
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 400);
}

TEST(MockAccounts, LoseCreditThatExpiresOvernight) {
  const MockClient client(Options{.balance = Money::from_usd(0)});
  MockAccount account = client.mock().account("test-key");
  const CreditInfo credit = account.give_credit(usd(5), CreditKind::purchased, days(1));
  ASSERT_EQ(credit.grants.size(), 1U);
  EXPECT_EQ(credit.grants[0].kind, CreditKind::purchased);
  EXPECT_EQ(credit.grants[0].expires_at, client.mock().clock().now() + days(1));
  EXPECT_EQ(client.submit().status, 200);
  client.advance(days(1));
  EXPECT_EQ(account.info().balance, usd(0));
  EXPECT_EQ(client.submit().status, 400);
}

TEST(MockAccounts, ArePausedByAnUnpaidBill) {
  const MockClient client(Options{.balance = Money::from_usd(0)});
  MockAccount account = client.mock().account("test-key");
  CreditInfo credit = account.apply_for_credit_line(
      {.applicant = Applicant::individual_with_product,
       .materials = {{"website", "https://pictures.example.org"}, {"product", "An editor"}}});
  EXPECT_EQ(credit.credit_line->state, CreditLineState::under_review);
  credit = account.approve_credit_line(usd(100));
  EXPECT_EQ(credit.credit_line->limit, usd(100));
  EXPECT_EQ(client.submit().status, 200);

  client.advance(days(38));
  EXPECT_EQ(client.submit().status, 400);
  credit = account.credit();
  EXPECT_EQ(credit.credit_line->state, CreditLineState::paused);
  ASSERT_EQ(credit.credit_line->bills.size(), 1U);
  EXPECT_EQ(credit.credit_line->bills[0].month, std::chrono::year(2026) / 1);
  EXPECT_TRUE(credit.credit_line->bills[0].overdue);

  credit = account.pay_bill({.fails = PaymentFailure::card_declined});
  EXPECT_EQ(credit.credit_line->state, CreditLineState::paused) << "the payment failed";
  credit = account.pay_bill({.method = PaymentMethod::paypal});
  EXPECT_EQ(credit.credit_line->state, CreditLineState::active);
  EXPECT_TRUE(credit.credit_line->bills[0].paid_at);
  EXPECT_EQ(client.submit().status, 200);
}

TEST(MockAccounts, LetATestReviewCreditLineApplications) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  EXPECT_EQ(refusal_of([&] { account.pay_bill(); }),
            "409 the account has no credit line; apply for one first");
  EXPECT_EQ(account.apply_for_credit_line({}).credit_line->state,
            CreditLineState::needs_information);
  const CreditLineApplication application{
      .applicant = Applicant::individual_with_product,
      .requested = usd(150),
      .materials = {{"website", "https://pictures.example.org"}, {"product", "An editor"}}};
  account.apply_for_credit_line(application);
  EXPECT_EQ(account.defer_credit_line("later").credit_line->state, CreditLineState::deferred);
  account.apply_for_credit_line(application);
  EXPECT_EQ(account.decline_credit_line("no").credit_line->note, "no");
  account.apply_for_credit_line(application);
  EXPECT_EQ(account.approve_credit_line().credit_line->limit, usd(150));
  EXPECT_EQ(account.request_credit_line_raise(usd(500)).credit_line->raise, usd(500));
  EXPECT_EQ(account.decline_credit_line().credit_line->limit, usd(150));
  EXPECT_EQ(account.reduce_credit_line(usd(50)).credit_line->limit, usd(50));
  EXPECT_EQ(account.deposit(usd(20)).credit_line->deposit, usd(20));
  EXPECT_EQ(account.close_credit_line("done").credit_line->state, CreditLineState::closed);
}

TEST(MockAccounts, TopUpAtOnceOrLaterOrFail) {
  const MockClient client(Options{.balance = Money::from_usd(0)});
  MockAccount account = client.mock().account("test-key");
  const PaymentInfo at_once = account.top_up(usd(20));
  EXPECT_EQ(at_once.status, PaymentStatus::succeeded);
  EXPECT_EQ(at_once.method, PaymentMethod::stripe);
  EXPECT_EQ(account.info().balance, usd(20));

  const PaymentInfo late = account.top_up(
      usd(30), {.payment = {.method = PaymentMethod::alipay}, .arrives_in = minutes(5)});
  EXPECT_EQ(late.status, PaymentStatus::pending);
  EXPECT_FALSE(late.credited_at);
  const PaymentInfo failed =
      account.top_up(usd(40), {.payment = {.fails = PaymentFailure::card_declined}});
  EXPECT_EQ(failed.status, PaymentStatus::failed);
  EXPECT_EQ(failed.failure, PaymentFailure::card_declined);
  EXPECT_EQ(account.info().balance, usd(20));
  client.advance(minutes(5));
  EXPECT_EQ(account.info().balance, usd(50));
  EXPECT_EQ(account.info().topped_up, usd(50));
  const auto payments = account.payments();
  ASSERT_EQ(payments.size(), 3U);
  EXPECT_EQ(payments[0].id, failed.id);
  EXPECT_EQ(payments[1].status, PaymentStatus::succeeded);
  EXPECT_EQ(payments[1].credited_at, client.mock().clock().now());
}

TEST(MockAccounts, RedeemCoupons) {
  const MockClient client(Options{.balance = Money::from_usd(0)});
  client.mock().add_coupon({.code = "WELCOME", .amount = usd(5)});
  client.mock().add_coupon(R"({"code": "PLUS", "usd": 10, "min_top_up_usd": 50})");
  MockAccount account = client.mock().account("test-key");
  EXPECT_EQ(account.redeem("WELCOME").coupon, "WELCOME");
  EXPECT_THAT(refusal_of([&] { account.redeem("WELCOME"); }), HasSubstr("409 "));
  EXPECT_THAT(refusal_of([&] { account.redeem("WELCME"); }), HasSubstr("did you mean"));
  EXPECT_EQ(account.top_up(usd(50), {.coupon = "PLUS"}).coupon, "PLUS");
  EXPECT_EQ(account.info().balance, usd(65));
  EXPECT_THAT(refusal_of([&] { client.mock().add_coupon(R"({"code": "PLUS", "usd": 1})"); }),
              HasSubstr("409 "));
  EXPECT_EQ(refusal_of([&] { client.mock().add_coupon({.code = "A B", .amount = usd(1)}); }),
            R"(400 code: must be 1 to 64 letters, digits, "-" and "_", not "A B")");
  EXPECT_EQ(
      refusal_of([&] { client.mock().add_coupon(R"({"code": "A", "usd": 0})"); }),
      R"(400 coupon: field "usd": must be 0.000001 or more: amounts are whole millionths of a dollar, not 0)");
  EXPECT_EQ(refusal_of([&] { account.redeem(""); }),
            "400 the code of the coupon must not be empty");
}

TEST(MockAccounts, HaveAStatusATierAndKeys) {
  const MockClient client;
  MockAccount account = client.mock().open_account(
      R"({"name": "team", "keys": ["team-key"], "tier": "bronze", "balance_usd": 20})");
  const MockClient team = client.with_key("team-key");
  EXPECT_EQ(account.info().name, "team");
  EXPECT_EQ(account.info().tier, "bronze");
  account.set_tier("gold");
  EXPECT_EQ(account.info().tier, "gold");
  EXPECT_THAT(refusal_of([&] { account.set_tier("silber"); }),
              HasSubstr("did you mean \"silver\""));

  const ApiKeyInfo key = account.make_key({.name = "ci"});
  EXPECT_EQ(client.with_key(key.key).submit().status, 200);
  ASSERT_EQ(account.keys().size(), 2U);
  EXPECT_EQ(account.keys()[1].requests, 1U);
  EXPECT_EQ(account.keys()[1].cost, usd(0.01));
  account.revoke_key(key.id);
  EXPECT_EQ(client.with_key(key.key).submit().status, 401);
  EXPECT_TRUE(account.keys()[1].revoked_at);

  account.suspend("chargeback");
  EXPECT_EQ(team.submit().status, 403);
  EXPECT_EQ(account.info().note, "chargeback");
  EXPECT_EQ(refusal_of([&] { account.suspend(); }), "409 the account is already suspended");
  account.reinstate();
  EXPECT_EQ(team.submit().status, 200);
  EXPECT_EQ(json::parse(account.export_json())["predictions"].size(), 2U);
  account.terminate();
  EXPECT_EQ(team.submit().status, 403);
  EXPECT_EQ(client.mock().accounts().size(), 1U);
}

TEST(MockAccounts, WorkWithTheControlPlaneOff) {
  const MockClient client(Options{.control = Control::off});
  EXPECT_EQ(client.get("/__mock/accounts").status, 403);
  EXPECT_EQ(client.mock().account("test-key").info().balance, usd(100));
  EXPECT_THROW(client.mock().account("no key"), Error);
}

TEST(MockAccounts, MakeInvoices) {
  const MockClient client(Options{.balance = Money::from_usd(0)});
  MockAccount account = client.mock().account("test-key");
  const PaymentInfo paid = account.top_up(usd(20));
  const auto january = BillingPeriod::of_month(std::chrono::year(2026) / 1);
  const Invoice invoice =
      account.make_invoice({.bill_to = {.legal_name = "Acme GmbH"}, .period = january});
  EXPECT_EQ(invoice.total, usd(20));
  EXPECT_EQ(invoice.bill_to.legal_name, "Acme GmbH");
  EXPECT_THAT(account.invoice_page(invoice.number), HasSubstr("<html"));

  const Invoice of_json = account.make_invoice(R"({"period": "2026-01"})");
  EXPECT_EQ(of_json.period->start, january.start);
  EXPECT_EQ(of_json.period->end, january.end);
  const Invoice of_payment = account.make_invoice({.transactions = {paid.transaction}});
  EXPECT_EQ(of_payment.lines.at(0).amount, usd(20));
  ASSERT_EQ(account.invoices().size(), 3U);
  EXPECT_EQ(account.invoices()[0].number, of_payment.number) << "newest first";
}

TEST(MockAccounts, OpenAsSpecified) {
  const MockClient client;
  MockAccount account = client.mock().open_account(
      {.name = "team",
       .keys = {{.key = "team-key"}, {.key = "ci-key", .name = "ci"}},
       .tier = "bronze",
       .status = AccountStatus::suspended,
       .balance = usd(20),
       .credits = {{.amount = usd(1), .kind = CreditKind::trial, .expires_in = days(30)}},
       .discounts = {{.percent = 50, .models = {"mock/*"}}},
       .credit_line = NewCreditLine{.limit = usd(100), .overdue = usd(12.5)}});
  const AccountInfo info = account.info();
  EXPECT_EQ(info.name, "team");
  EXPECT_EQ(info.tier, "bronze");
  EXPECT_EQ(info.status, AccountStatus::suspended);
  EXPECT_EQ(info.balance, usd(20 + 1 - 12.5));
  EXPECT_EQ(info.keys, 2U);
  ASSERT_EQ(info.discounts.size(), 1U);
  EXPECT_EQ(info.discounts[0].percent, 50);
  EXPECT_EQ(account.keys()[1].name, "ci");
  const CreditInfo credit = account.credit();
  EXPECT_EQ(credit.grants[0].kind, CreditKind::trial);
  EXPECT_EQ(credit.grants[0].expires_at, client.mock().clock().now() + days(30));
  EXPECT_EQ(credit.credit_line->limit, usd(100));
  EXPECT_EQ(credit.credit_line->owed, usd(12.5));
  account.reinstate();
  EXPECT_EQ(client.with_key("ci-key").submit().status, 200);
  EXPECT_EQ(account.info().balance, usd(20 + 1 - 12.5 - 0.005));
  EXPECT_EQ(client.mock().open_account({.name = "plain", .keys = {{.key = "k"}}}).info().balance,
            usd(100));
}

TEST(MockAccounts, HaveDiscounts) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  account.set_discounts({{.percent = 20}, {.percent = 50, .models = {"mock/*"}}});
  client.submit();
  EXPECT_EQ(account.info().balance, usd(99.995));
  EXPECT_EQ(account.info().discounts.size(), 2U);
  EXPECT_THAT(refusal_of([&] { account.set_discounts({{.percent = 101}}); }),
              HasSubstr("400 discounts[0]: field \"percent\": must be above 0"));
  EXPECT_THAT(refusal_of([&] { account.set_discounts(R"([{"percent": 101}])"); }),
              HasSubstr("400 account: discounts[0]: field \"percent\": must be a number"));
  account.set_discounts({});
  EXPECT_TRUE(account.info().discounts.empty());
}

TEST(MockAccounts, AcceptJsonDiscountsOnlyAsAList) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  const std::string tier = account.info().tier;
  for (const char* const wrong : {R"([], "tier": "gold")", R"({"percent": 20})", "[", ""}) {
    EXPECT_THAT(refusal_of([&] { account.set_discounts(wrong); }),
                HasSubstr("400 discounts: must be a JSON list"))
        << wrong;
  }
  EXPECT_EQ(account.info().tier, tier);
  account.set_discounts(R"([{"percent": 50}])");
  client.submit();
  EXPECT_EQ(account.info().balance, usd(99.995));
  EXPECT_THAT(refusal_of([&] { account.set_discounts(R"([], "status": "suspended")"); }),
              HasSubstr("400 discounts: must be a JSON list"));
  EXPECT_EQ(account.info().status, AccountStatus::active);
}

}  // namespace
}  // namespace wavespeed_mock::mock_accounts_test

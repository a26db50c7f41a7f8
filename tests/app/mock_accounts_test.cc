#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>

#include "support/mock_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::mock_accounts_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using ::testing::HasSubstr;

// "409 the account is already suspended"; "" when nothing is refused.
std::string refusal_of(const std::function<void()>& call) {
  try {
    call();
    return "";
  } catch (const AccountError& refused) {
    return std::to_string(refused.status()) + " " + refused.what();
  }
}

TEST(MockAccounts, MyJobWasRefusedForLackOfCredit) {
  const MockClient client(Options{.balance_usd = 0});
  MockAccount account = client.mock().account("test-key");
  EXPECT_EQ(client.header(client.submit(), "X-Mock-Reason"),
            "the task costs $0.01, the balance is $0");
  account.give_credit(0.01);
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 400);
}

TEST(MockAccounts, MyCreditExpiredOvernight) {
  const MockClient client(Options{.balance_usd = 0});
  MockAccount account = client.mock().account("test-key");
  const CreditInfo credit = account.give_credit(5, "purchased", "1d");
  ASSERT_EQ(credit.grants.size(), 1U);
  EXPECT_EQ(credit.grants[0].kind, "purchased");
  EXPECT_EQ(credit.grants[0].expires_at, client.mock().clock().now() + days(1));
  EXPECT_EQ(client.submit().status, 200);
  client.advance(days(1));
  EXPECT_EQ(account.info().balance_usd, 0);
  EXPECT_EQ(client.submit().status, 400);
}

TEST(MockAccounts, MyUnpaidBillPausedMe) {
  const MockClient client(Options{.balance_usd = 0});
  MockAccount account = client.mock().account("test-key");
  CreditInfo credit = account.apply_for_line(
      {.applicant = "individual_with_product",
       .materials = {{"website", "https://pictures.example.org"}, {"product", "An editor"}}});
  EXPECT_EQ(credit.line->state, "under_review");
  credit = account.approve_line(100);
  EXPECT_EQ(credit.line->limit_usd, 100);
  EXPECT_EQ(client.submit().status, 200);

  client.advance(days(38));
  EXPECT_EQ(client.submit().status, 400);
  credit = account.credit();
  EXPECT_EQ(credit.line->state, "paused");
  ASSERT_EQ(credit.line->bills.size(), 1U);
  EXPECT_EQ(credit.line->bills[0].month, "2026-01");
  EXPECT_TRUE(credit.line->bills[0].overdue);

  credit = account.pay_bill({.fails = "card_declined"});
  EXPECT_EQ(credit.line->state, "paused") << "the payment failed";
  credit = account.pay_bill({.method = "paypal"});
  EXPECT_EQ(credit.line->state, "active");
  EXPECT_TRUE(credit.line->bills[0].paid_at);
  EXPECT_EQ(client.submit().status, 200);
}

TEST(MockAccounts, PlayTheReviewer) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  EXPECT_EQ(refusal_of([&] { account.pay_bill(); }),
            "409 the account has no credit line; apply for one first");
  EXPECT_EQ(account.apply_for_line({.applicant = "enterprise"}).line->state, "needs_information");
  const LineRequest request{
      .applicant = "individual_with_product",
      .usd = 150,
      .materials = {{"website", "https://pictures.example.org"}, {"product", "An editor"}}};
  account.apply_for_line(request);
  EXPECT_EQ(account.defer_line("later").line->state, "deferred");
  account.apply_for_line(request);
  EXPECT_EQ(account.decline_line("no").line->note, "no");
  account.apply_for_line(request);
  EXPECT_EQ(account.approve_line().line->limit_usd, 150);
  EXPECT_EQ(account.ask_for_raise(500).line->raise_usd, 500);
  EXPECT_EQ(account.decline_line().line->limit_usd, 150);
  EXPECT_EQ(account.reduce_line(50).line->limit_usd, 50);
  EXPECT_EQ(account.deposit(20).line->deposit_usd, 20);
  EXPECT_EQ(account.close_line("done").line->state, "closed");
}

TEST(MockAccounts, TopUpAtOnceLaterOrNotAtAll) {
  const MockClient client(Options{.balance_usd = 0});
  MockAccount account = client.mock().account("test-key");
  const PaymentInfo at_once = account.top_up(20);
  EXPECT_EQ(at_once.status, "succeeded");
  EXPECT_EQ(at_once.method, "stripe");
  EXPECT_EQ(account.info().balance_usd, 20);

  const PaymentInfo late = account.top_up(30, {.way = {.method = "alipay"}, .arrives_in = "5m"});
  EXPECT_EQ(late.status, "pending");
  EXPECT_FALSE(late.credited_at);
  const PaymentInfo failed = account.top_up(40, {.way = {.fails = "card_declined"}});
  EXPECT_EQ(failed.status, "failed");
  EXPECT_EQ(failed.failure, "card_declined");
  EXPECT_EQ(account.info().balance_usd, 20);
  client.advance(std::chrono::minutes(5));
  EXPECT_EQ(account.info().balance_usd, 50);
  EXPECT_EQ(account.info().topped_up_usd, 50);
  const auto payments = account.payments();
  ASSERT_EQ(payments.size(), 3U);
  EXPECT_EQ(payments[0].id, failed.id);
  EXPECT_EQ(payments[1].status, "succeeded");
  EXPECT_EQ(payments[1].credited_at, client.mock().clock().now());
}

TEST(MockAccounts, RedeemCoupons) {
  const MockClient client(Options{.balance_usd = 0});
  client.mock().add_coupon(R"({"code": "WELCOME", "usd": 5})");
  client.mock().add_coupon(R"({"code": "PLUS", "usd": 10, "min_top_up_usd": 50})");
  MockAccount account = client.mock().account("test-key");
  EXPECT_EQ(account.redeem("WELCOME").coupon, "WELCOME");
  EXPECT_THAT(refusal_of([&] { account.redeem("WELCOME"); }), HasSubstr("409 "));
  EXPECT_THAT(refusal_of([&] { account.redeem("WELCME"); }), HasSubstr("did you mean"));
  EXPECT_EQ(account.top_up(50, {.coupon = "PLUS"}).coupon, "PLUS");
  EXPECT_EQ(account.info().balance_usd, 65);
  EXPECT_THAT(refusal_of([&] { client.mock().add_coupon(R"({"code": "PLUS", "usd": 1})"); }),
              HasSubstr("409 "));
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

  const ApiKeyInfo key = account.make_key("ci");
  EXPECT_EQ(client.with_key(key.key).submit().status, 200);
  ASSERT_EQ(account.keys().size(), 2U);
  EXPECT_EQ(account.keys()[1].requests, 1U);
  EXPECT_EQ(account.keys()[1].cost_usd, 0.01);
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

TEST(MockAccounts, AskWhoeverMayUseTheControlPlane) {
  const MockClient client(Options{.control = "off"});
  EXPECT_EQ(client.get("/__mock/accounts").status, 403);
  EXPECT_EQ(client.mock().account("test-key").info().balance_usd, 100);
  EXPECT_THROW(client.mock().account("no key"), Error);
}

TEST(MockAccounts, MakeInvoices) {
  const MockClient client(Options{.balance_usd = 0});
  MockAccount account = client.mock().account("test-key");
  account.top_up(20);
  const json invoice = json::parse(account.make_invoice(R"({"period": "2026-01"})"));
  EXPECT_EQ(invoice["total"], 20.0);
  EXPECT_THAT(account.invoice_page(invoice["number"].get<std::string>()), HasSubstr("<html"));
}

TEST(MockAccounts, SayWhichKeyDoesNotExist) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  EXPECT_THAT(refusal_of([&] { account.revoke_key(""); }),
              HasSubstr("404 the account has no key \"\""));
  EXPECT_THAT(refusal_of([&] { account.revoke_key("a/b"); }),
              HasSubstr("404 the account has no key \"a/b\""));
  EXPECT_THAT(refusal_of([&] { account.revoke_key("a?b%"); }),
              HasSubstr("404 the account has no key \"a?b%\""));
}

TEST(MockAccounts, SayWhichInvoiceDoesNotExist) {
  const MockClient client;
  const MockAccount account = client.mock().account("test-key");
  EXPECT_THAT(refusal_of([&] { account.invoice_page(""); }),
              HasSubstr("404 the account has no invoice \"\""));
  EXPECT_THAT(refusal_of([&] { account.invoice_page("2026/01"); }),
              HasSubstr("404 the account has no invoice \"2026/01\""));
}

TEST(MockAccounts, TakeDiscountsOnlyAsAJsonList) {
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
  EXPECT_EQ(account.info().balance_usd, 99.995);
  EXPECT_THAT(refusal_of([&] { account.set_discounts(R"([], "status": "suspended")"); }),
              HasSubstr("400 discounts: must be a JSON list"));
  EXPECT_EQ(account.info().status, "active");
}

}  // namespace
}  // namespace wavespeed_mock::mock_accounts_test

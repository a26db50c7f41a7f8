#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>

#include "support/account_refusal.h"
#include "support/mock_client.h"
#include "wavespeed_mock/error.h"

// What the C++ functions of accounts refuse, with the sentence that HTTP has too.
namespace wavespeed_mock::mock_account_errors_test {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using ::testing::HasSubstr;

TEST(MockAccountErrors, SayWhatIsWrongWithAnInvoice) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  const auto january = BillingPeriod::of_month(std::chrono::year(2026) / 1);
  EXPECT_EQ(refusal_of([&] { account.make_invoice(InvoiceRequest{}); }),
            "400 period: is missing: give a period or transactions");
  EXPECT_EQ(
      refusal_of([&] { account.make_invoice({.period = january, .transactions = {"txn_1"}}); }),
      "400 period: is given in addition to transactions; an invoice is for one of them");
  EXPECT_EQ(refusal_of([&] {
              account.make_invoice({.period = BillingPeriod{january.end, january.start}});
            }),
            "400 period: must not end before it starts");
  EXPECT_EQ(refusal_of([&] {
              account.make_invoice({.transactions = {"a", "a"}});
            }),
            "400 transactions: lists \"a\" twice");
  EXPECT_THAT(refusal_of([&] { account.make_invoice({.transactions = {"txn_1"}}); }),
              HasSubstr("404 the account has no transaction \"txn_1\""));
  EXPECT_THAT(refusal_of([&] { account.make_invoice({.period = january}); }),
              HasSubstr("409 there is nothing to invoice"));
  EXPECT_THAT(refusal_of([&] { account.make_invoice("{}"); }),
              HasSubstr("400 invoice: field \"period\": is a month"));
  EXPECT_THAT(refusal_of([&] { account.make_invoice("{"); }), HasSubstr("400 invoice: "));
}

TEST(MockAccountErrors, SayWhatIsWrongWithANewAccount) {
  const MockClient client;
  const auto open = [&](const NewAccount& account) {
    return refusal_of([&] { client.mock().open_account(account); });
  };
  EXPECT_EQ(open({.name = "", .keys = {{"k"}}}), "400 name: must not be empty");
  EXPECT_EQ(open({.name = "a"}), "400 keys: must list at least one key");
  EXPECT_THAT(open({.name = "a", .keys = {{"k"}}, .tier = "silber"}),
              HasSubstr("400 there is no tier \"silber\"; did you mean \"silver\"?"));
  EXPECT_EQ(open({.name = "a", .keys = {{"k"}}, .status = AccountStatus::terminated}),
            "400 status: must be active or suspended, not terminated");
  EXPECT_EQ(open({.name = "a", .keys = {{"k"}}, .balance = -usd(1)}),
            "400 balance_usd: must be from $0 to $1000000000, not -$1");
  EXPECT_EQ(open({.name = "a", .keys = {{"k"}}, .credits = {{.amount = -usd(1)}}}),
            "400 usd: must be from $0 to $1000000000, not -$1");
  EXPECT_THAT(open({.name = "a", .keys = {{"k"}}, .discounts = {{.percent = 0}}}),
              HasSubstr("400 discounts[0]: field \"percent\": must be above 0"));
  EXPECT_THAT(open({.name = "a", .keys = {{"k"}}, .credit_line = NewCreditLine{.limit = {}}}),
              HasSubstr("400 limit_usd: must be at least $0.01"));
  EXPECT_TRUE(client.mock().accounts().empty());
  EXPECT_EQ(open({.name = "a", .keys = {{"k"}}}), "");
  EXPECT_EQ(open({.name = "a", .keys = {{"other"}}}), "409 the account \"a\" already exists");
  EXPECT_EQ(open({.name = "b", .keys = {{"k"}}}), "409 keys[0] belongs to another account");
  EXPECT_THAT(refusal_of([&] { client.mock().open_account(R"({"name": "c"})"); }),
              HasSubstr("400 account \"c\": field \"keys\""));
}

// The same sentence as over HTTP, which names the field in its own way.
TEST(MockAccountErrors, SayWhatIsWrongWithAnAmount) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  EXPECT_EQ(refusal_of([&] { account.give_credit(-usd(1)); }),
            "400 usd: must be from $0 to $1000000000, not -$1");
  EXPECT_EQ(refusal_of([&] { account.give_credit(usd(1), CreditKind::trial, days(0)); }),
            "400 expires_in: must be above 0, not 0");
  EXPECT_EQ(refusal_of([&] { account.top_up({}); }),
            "400 usd: must be 0.000001 or more: amounts are whole millionths of a dollar");
  EXPECT_EQ(refusal_of([&] { account.top_up(usd(1), {.arrives_in = -minutes(1)}); }),
            "400 arrives_in: must be 0 or more, not -1m");
  EXPECT_EQ(refusal_of([&] {
              account.top_up(usd(1), {.payment = {.fails = PaymentFailure::paypal_unverified}});
            }),
            "400 fails: \"paypal_unverified\" is a failure of paypal, not of stripe");
  EXPECT_EQ(refusal_of([&] {
              account.apply_for_credit_line({.materials = {{"websit", "https://acme.com"}}});
            }),
            "400 materials: field \"websit\" is not known; did you mean \"website\"?");
  EXPECT_EQ(refusal_of([&] { account.deposit(usd(2e9)); }),
            "400 usd: must be from $0 to $1000000000, not $2000000000");
  EXPECT_EQ(account.info().balance, usd(100));
}

TEST(MockAccountErrors, SayWhatIsWrongWithAKey) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  EXPECT_EQ(refusal_of([&] { account.make_key({.name = std::string(201, 'a')}); }),
            "400 name: must have 200 bytes at most");
  EXPECT_EQ(refusal_of([&] { account.make_key({.key = "a b", .name = "ci"}); }),
            "400 key: must be 1 to 512 visible ASCII characters; it has byte 0x20 at position 2");
  EXPECT_EQ(refusal_of([&] { account.make_key({.key = "test-key", .name = "ci"}); }),
            "409 the key is in use");
  EXPECT_EQ(account.make_key({.key = "ci-key", .name = "ci"}).key, "ci-key");
  EXPECT_EQ(account.keys()[1].key, "");
}

TEST(MockAccountErrors, SayWhichKeyDoesNotExist) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  EXPECT_THAT(refusal_of([&] { account.revoke_key(""); }),
              HasSubstr("404 the account has no key \"\""));
  EXPECT_THAT(refusal_of([&] { account.revoke_key("a/b"); }),
              HasSubstr("404 the account has no key \"a/b\""));
  EXPECT_THAT(refusal_of([&] { account.revoke_key("a?b%"); }),
              HasSubstr("404 the account has no key \"a?b%\""));
}

TEST(MockAccountErrors, SayWhichInvoiceDoesNotExist) {
  const MockClient client;
  const MockAccount account = client.mock().account("test-key");
  EXPECT_THAT(refusal_of([&] { account.invoice_page(""); }),
              HasSubstr("404 the account has no invoice \"\""));
  EXPECT_THAT(refusal_of([&] { account.invoice_page("2026/01"); }),
              HasSubstr("404 the account has no invoice \"2026/01\""));
}

TEST(MockAccountErrors, SayThatAnAccountIsTerminated) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  account.terminate("the business ended");
  EXPECT_EQ(account.info().status, AccountStatus::terminated);
  EXPECT_EQ(account.credit().balance, usd(100)) << "the books can be read";
  const std::string ended = "409 the account is terminated, and its data is gone";
  EXPECT_EQ(refusal_of([&] { account.give_credit(usd(1)); }), ended);
  EXPECT_EQ(refusal_of([&] { account.top_up(usd(1)); }), ended);
  EXPECT_EQ(refusal_of([&] { account.make_key(); }), ended);
  EXPECT_EQ(refusal_of([&] { account.set_tier("gold"); }), ended);
  EXPECT_EQ(refusal_of([&] { account.export_json(); }), ended);
}

}  // namespace
}  // namespace wavespeed_mock::mock_account_errors_test

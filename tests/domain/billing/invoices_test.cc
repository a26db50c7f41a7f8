#include "domain/billing/invoices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "domain/billing/bill_uuids.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/ledger.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::invoices_test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using ::testing::HasSubstr;
using Kind = LedgerEntry::Kind;

const Model kModel{{{.id = "acme/model", .type = "text-to-image", .unit_price = {10'000}}}};
const Model kOther{{{.id = "acme/other", .type = "text-to-image", .unit_price = {10'000}}}};
const FailureRule kServiceFault{.probability = 1, .code = 5000, .error = "internal"};
const BillingPeriod kJanuary{kStart, kStart + days(31) - Duration(1)};

// Tasks, and top-ups on the first three days of January and on the first of February.
class InvoicesTest : public ::testing::Test {
 protected:
  InvoicesTest() {
    add_credit(ledger(), Kind::opening, kStart, Money::from_usd(100));
    for (const int day : {0, 1, 2}) {
      add_credit(ledger(), Kind::top_up, kStart + days(day), Money::from_usd(10 + day),
                 Timestamp::max(), day == 0 ? PaymentMethod::wechat_pay : PaymentMethod::none);
    }
    add_credit(ledger(), Kind::coupon, kStart + days(3), Money::from_usd(7));
    submit(1001, kModel, kStart + days(3), 2);
    submit(1002, kOther, kStart + days(4), 5);
    submit(1003, kOther, kStart + days(5), 1, &kServiceFault);  // refunded
    add_credit(ledger(), Kind::top_up, kStart + days(31), Money::from_usd(50));
  }

  Ledger& ledger() { return state_.ledger; }
  void submit(std::uint64_t number, const Model& model, Timestamp time, double usd,
              const FailureRule* failure = nullptr) {
    charge(ledger(), task(number, model, time, seconds(1), Money::from_usd(usd), failure));
    post_due_entries(ledger(), time + seconds(1));
  }
  std::string id(std::size_t index) { return transaction_id(account_, ledger(), index); }
  Outcome<std::shared_ptr<const Invoice>> make(const InvoiceRequest& order) {
    return make_invoice(state_, account_, order, kStart + days(32));
  }

  const Account account_{.name = "team", .tag = "5f3a09c2", .draws = SeededRandom(0, "key")};
  AccountState state_;
};

TEST_F(InvoicesTest, ListsPaymentsWithinThePeriod) {
  const auto invoice = make({.bill_to = {.legal_name = "Acme"}, .period = kJanuary});
  ASSERT_TRUE(invoice);
  EXPECT_EQ((*invoice)->number, "INV-5f3a09c2-0001");
  EXPECT_EQ((*invoice)->issued_at, kStart + days(32));
  EXPECT_EQ((*invoice)->account, "team");
  EXPECT_EQ((*invoice)->tag, "5f3a09c2");
  EXPECT_EQ((*invoice)->bill_to.legal_name, "Acme");
  const auto& lines = (*invoice)->lines;
  ASSERT_EQ(lines.size(), 3U) << "neither the opening nor the coupon";
  EXPECT_EQ(lines[0].transaction, id(1));
  EXPECT_EQ(lines[0].time, kStart);
  EXPECT_EQ(lines[0].description, "Credit top-up");
  EXPECT_EQ(lines[0].method, "wechat_pay");
  EXPECT_EQ(lines[1].method, "credit");
  EXPECT_EQ(lines[2].amount, Money::from_usd(12));
  EXPECT_EQ((*invoice)->total, Money::from_usd(33));
}

TEST_F(InvoicesTest, SumsUpTheUsageOfThePeriodSeparately) {
  const auto invoice = make({.period = kJanuary});
  const auto& usage = (*invoice)->usage;
  ASSERT_EQ(usage.size(), 2U);
  EXPECT_EQ(usage[0].model, "acme/other");
  EXPECT_EQ(usage[0].requests, 2U);
  EXPECT_EQ(usage[0].cost, Money::from_usd(5)) << "minus the refund";
  EXPECT_EQ(usage[1].model, "acme/model");
  EXPECT_EQ(usage[1].cost, Money::from_usd(2));
}

TEST_F(InvoicesTest, IncludesBothEndsOfThePeriod) {
  const auto total = [&](Timestamp start, Timestamp end) {
    return (*make({.period = BillingPeriod{start, end}}))->total;
  };
  EXPECT_EQ(total(kStart + days(1), kStart + days(2)), Money::from_usd(23));
  EXPECT_EQ(total(kStart + Duration(1), kStart + days(2) - Duration(1)), Money::from_usd(11));
}

TEST_F(InvoicesTest, ListsTransactionsInTheOrderOfTheirTimes) {
  const auto invoice = make({.transactions = {id(3), id(1)}});
  ASSERT_TRUE(invoice);
  ASSERT_EQ((*invoice)->lines.size(), 2U);
  EXPECT_EQ((*invoice)->lines[0].transaction, id(1));
  EXPECT_EQ((*invoice)->lines[1].transaction, id(3));
  EXPECT_EQ((*invoice)->total, Money::from_usd(22));
  EXPECT_FALSE((*invoice)->period);
  EXPECT_TRUE((*invoice)->usage.empty());
}

TEST_F(InvoicesTest, NumbersInvoicesConsecutively) {
  EXPECT_EQ((*make({.period = kJanuary}))->number, "INV-5f3a09c2-0001");
  EXPECT_FALSE(make({.transactions = {"txn_0"}})) << "uses no number";
  EXPECT_EQ((*make({.transactions = {id(1)}}))->number, "INV-5f3a09c2-0002")
      << "the same transaction again";
  while (state_.invoices.size() < 9'999) state_.invoices.push_back(state_.invoices.front());
  EXPECT_EQ((*make({.period = kJanuary}))->number, "INV-5f3a09c2-10000");
}

TEST_F(InvoicesTest, DoNotChangeLater) {
  const auto invoice = *make({.period = kJanuary});
  add_credit(ledger(), Kind::top_up, kStart + days(32), Money::from_usd(1));
  submit(1004, kModel, kStart + days(32), 1);
  EXPECT_EQ(state_.invoices.back(), invoice);
  EXPECT_EQ(invoice->total, Money::from_usd(33));
  EXPECT_EQ(invoice->usage[1].cost, Money::from_usd(2));
}

TEST_F(InvoicesTest, NameTheMonthOfABillThatWasPaid) {
  AccountState state;
  Ledger& ledger = state.ledger;
  add_credit(ledger, Kind::opening, kStart, Money{});
  ledger.credit_line.emplace();
  ASSERT_FALSE(approve_credit_line(*ledger.credit_line, Money::from_usd(200), {}, kStart));
  // The same use in January and in February, each bill paid at once.
  Timestamp now = kStart;
  for (const std::uint64_t month : {1, 2}) {
    post_due_entries(ledger, now);
    charge(ledger, task(month, kModel, now, seconds(1), Money::from_usd(3)));
    now += days(31);
  }
  now += days(1);
  post_due_entries(ledger, now);
  pay_bill(ledger, now);
  pay_bill(ledger, now);
  const auto invoice = make_invoice(state, account_, {.period = BillingPeriod{now, now}}, now);
  ASSERT_TRUE(invoice);
  ASSERT_EQ((*invoice)->lines.size(), 2U);
  EXPECT_EQ((*invoice)->lines[0].description, "Monthly bill of 2026-01");
  EXPECT_EQ((*invoice)->lines[1].description, "Monthly bill of 2026-02");
  EXPECT_EQ((*invoice)->lines[1].method, "monthly_bill");
  EXPECT_EQ((*invoice)->total, Money::from_usd(6));
}

TEST_F(InvoicesTest, RefuseAPeriodWithoutPayments) {
  const auto refused =
      make({.period = BillingPeriod{kStart + days(3), kStart + days(31) - Duration(1)}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().http, 409);
  EXPECT_THAT(refused.error().message,
              HasSubstr("no payment was made from 2026-01-04 to 2026-01-31"));
  EXPECT_TRUE(state_.invoices.empty());
}

TEST_F(InvoicesTest, NameAnUnknownTransactionAndOneThatIsNotAPayment) {
  const auto unknown = make({.transactions = {id(1), "txn_0"}});
  EXPECT_EQ(unknown.error().http, 404);
  EXPECT_THAT(unknown.error().message, HasSubstr("no transaction \"txn_0\""));
  const std::vector<std::string> names = {"the account's initial credit",
                                          "",
                                          "",
                                          "",
                                          "credit from a coupon",
                                          "the charge for a task",
                                          "the charge for a task",
                                          "the charge for a task",
                                          "a refund",
                                          ""};
  ASSERT_EQ(names.size(), ledger().entries.size());
  for (std::size_t index = 0; index < names.size(); ++index) {
    const auto outcome = make({.transactions = {id(index)}});
    ASSERT_EQ(static_cast<bool>(outcome), names[index].empty()) << index;
    if (outcome) continue;
    EXPECT_EQ(outcome.error().http, 400);
    EXPECT_THAT(outcome.error().message,
                HasSubstr("\"" + id(index) + "\" is not a payment but " + names[index] + ";"));
  }
}

TEST(BillingPeriod, IsWrittenInDaysIfItIsWholeDays) {
  EXPECT_EQ(to_text(kJanuary), "2026-01-01 to 2026-01-31");
  EXPECT_EQ(to_text({kStart + hours(1), kJanuary.end}),
            "2026-01-01T01:00:00.000000000Z to 2026-01-31T23:59:59.999999999Z");
  EXPECT_EQ(to_text({kStart, kStart + days(1)}),
            "2026-01-01T00:00:00.000000000Z to 2026-01-02T00:00:00.000000000Z");
}

TEST_F(InvoicesTest, AreFoundByTheirNumbers) {
  ASSERT_TRUE(make({.period = kJanuary}));
  ASSERT_TRUE(make({.period = kJanuary}));
  const StoredAccount account(0, account_, state_);
  const auto list = list_invoices(account);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0]->number, "INV-5f3a09c2-0002") << "the newest first";
  EXPECT_EQ(*find_invoice(account, "INV-5f3a09c2-0001"), list[1]);
  const auto unknown = find_invoice(account, "INV-5f3a09c2-0003");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().http, 404);
  EXPECT_EQ(unknown.error().message,
            "the account has no invoice \"INV-5f3a09c2-0003\"; did you mean "
            "\"INV-5f3a09c2-0001\"?");
}

}  // namespace
}  // namespace wavespeed_mock::invoices_test

#include "domain/billing/credit_maximum.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <random>
#include <string>

#include "domain/billing/coupons.h"
#include "domain/billing/credit_grant_request.h"
#include "domain/billing/credit_info.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/credit_line_actions.h"
#include "domain/billing/ledger.h"
#include "domain/billing/payments.h"
#include "domain/billing/usage.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::credit_maximum_test {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

const Model kModel{{{.id = "acme/model", .type = "text-to-image", .unit_price = {10'000}}}};
const FailureRule kServiceFault{.probability = 1, .code = 5000, .error = "internal"};
constexpr Money kMax{8'000'000'000'000'000};
constexpr Money kMicro{1};

constexpr Money usd(std::int64_t dollars) {
  return {dollars * 1'000'000};
}

std::string refusal(const std::optional<ApiError>& problem) {
  return problem ? std::to_string(problem->http) + " " + problem->message : "";
}

class CreditMaximumTest : public testing::Test {
 protected:
  // With `left` below the maximum.
  explicit CreditMaximumTest(Money left = usd(10)) {
    add_credit(ledger_, LedgerEntry::Kind::opening, kStart, kMax - left);
    coupons_.add({.code = "FIVE", .amount = usd(5), .uses = 9});
  }

  std::string top_up(Money amount, TopUpRequest how = {}) {
    how.amount = amount;
    const auto index = wavespeed_mock::top_up(ledger_, how, coupons_, kStart);
    return index ? "" : refusal(index.error());
  }
  std::string redeem() {
    const auto index = redeem_coupon(ledger_, "FIVE", coupons_, kStart);
    return index ? "" : refusal(index.error());
  }
  std::string give(Money amount) {
    return refusal(give_credit(ledger_, {.amount = amount}, Duration::max(), kStart));
  }
  void spend(Money amount, Timestamp at = kStart, const FailureRule* failure = nullptr) {
    charge(ledger_, task(++last_, kModel, at, seconds(1), amount, failure));
  }
  void give_line(Money limit) {
    ASSERT_FALSE(apply_for_credit_line(
        ledger_.credit_line,
        {.applicant = Applicant::individual_with_product,
         .requested = limit,
         .materials = {{"website", "https://example.org"}, {"product", "pictures"}}},
        kStart));
    ASSERT_FALSE(approve_credit_line(*ledger_.credit_line, limit, {}, kStart));
  }

  Ledger ledger_;
  Coupons coupons_;
  std::uint64_t last_ = 0;
};

TEST_F(CreditMaximumTest, IsReachedButNotExceeded) {
  const std::string refused =
      "409 the account has had $7999999990 of credit in all, spent or not; $10.000001 more would "
      "exceed the maximum of $8000000000";
  EXPECT_EQ(give(usd(10) + kMicro), refused);
  EXPECT_EQ(top_up(usd(10) + kMicro), refused);
  EXPECT_EQ(ledger_.balance, kMax - usd(10)) << "a refusal changes nothing";
  EXPECT_TRUE(ledger_.payments.empty());
  EXPECT_EQ(redeem(), "");
  EXPECT_EQ(give(usd(2)), "");
  EXPECT_EQ(top_up(usd(3)), "");
  EXPECT_EQ(ledger_.balance, kMax);
  EXPECT_NE(give(kMicro), "");
  EXPECT_NE(top_up(kMicro), "");
  EXPECT_NE(redeem(), "");
}

TEST_F(CreditMaximumTest, CountsWhatIsSpent) {
  spend(usd(1'000'000));
  EXPECT_NE(give(usd(11)), "");
  EXPECT_EQ(give(usd(10)), "");
}

TEST_F(CreditMaximumTest, CountsWhatIsOnItsWayWithItsCoupon) {
  EXPECT_NE(top_up(usd(6), {.coupon = "FIVE"}), "");
  EXPECT_EQ(top_up(usd(4), {.arrives_in = minutes(5), .coupon = "FIVE"}), "");
  EXPECT_NE(give(usd(2)), "");
  EXPECT_EQ(give(usd(1)), "");
  post_due_entries(ledger_, kStart + minutes(5));
  EXPECT_EQ(ledger_.balance, kMax);
}

TEST_F(CreditMaximumTest, DoesNotCountAPaymentThatFails) {
  const PaymentOptions fails{.method = PaymentMethod::paypal, .fails = PaymentFailure::cancelled};
  EXPECT_EQ(top_up(usd(100), {.payment = fails, .coupon = "FIVE"}), "");
  EXPECT_EQ(top_up(usd(100), {.payment = fails, .arrives_in = minutes(5)}), "");
  EXPECT_EQ(give(usd(10)), "");
}

TEST_F(CreditMaximumTest, LimitsWhatCanBeDrawn) {
  give_line(usd(200));
  EXPECT_EQ(available_on_line(ledger_), usd(10));
  EXPECT_EQ(credit_info(ledger_).credit_line->available, usd(10));
  spend(kMax - usd(10));
  EXPECT_TRUE(find_credit_problem(ledger_, kModel, usd(11)));
  EXPECT_FALSE(find_credit_problem(ledger_, kModel, usd(10)));
  spend(usd(4));
  EXPECT_EQ(available_on_line(ledger_), usd(6));
  EXPECT_NE(give(usd(7)), "") << "what was drawn counts";
}

TEST_F(CreditMaximumTest, DoesNotKeepABillFromBeingPaid) {
  give_line(usd(200));
  spend(kMax - usd(10));
  spend(usd(10));
  const Timestamp february = kStart + days(31);
  post_due_entries(ledger_, february);
  ASSERT_FALSE(pay_oldest_bill(ledger_, {}, february));
  EXPECT_EQ(ledger_.balance, Money{});
  EXPECT_EQ(available_on_line(ledger_), Money{});
  EXPECT_NE(give(kMicro), "");
}

TEST_F(CreditMaximumTest, LimitsTheDepositToo) {
  give_line(usd(200));
  ASSERT_FALSE(deposit(ledger_, kMax - usd(1)));
  EXPECT_EQ(refusal(deposit(ledger_, usd(2))),
            "409 the deposit is $7999999999; $2 more would exceed the maximum of $8000000000");
  EXPECT_FALSE(deposit(ledger_, usd(1)));
  EXPECT_EQ(ledger_.credit_line->deposit, kMax);
}

TEST(CreditMaximum, IsThatOfASnapshotToo) {
  Ledger ledger;
  add_credit(ledger, LedgerEntry::Kind::opening, kStart, kMax - usd(1));
  const Ledger saved = ledger;
  ASSERT_FALSE(give_credit(ledger, {.amount = usd(1)}, Duration::max(), kStart));
  ledger = saved;
  EXPECT_TRUE(give_credit(ledger, {.amount = usd(2)}, Duration::max(), kStart));
  EXPECT_FALSE(give_credit(ledger, {.amount = usd(1)}, Duration::max(), kStart));
}

// Whatever an account does, no sum of it is beyond the maximum.
class CreditMaximumOfHistories : public CreditMaximumTest {
 protected:
  CreditMaximumOfHistories() : CreditMaximumTest(usd(3'000'000'000)) {}

  void act(Timestamp now) {
    const Money amount{std::int64_t{1} +
                       static_cast<std::int64_t>(random_() % 1'000'000'000) * 1'000'000};
    post_due_entries(ledger_, now);
    switch (random_() % 6) {
      case 0:
        (void)wavespeed_mock::top_up(ledger_, {.amount = amount, .arrives_in = days(random_() % 9)},
                                     coupons_, now);
        break;
      case 1:
        (void)give_credit(ledger_, {.amount = amount, .expires_in = days(1 + random_() % 90)},
                          Duration::max(), now);
        break;
      case 2:
        if (oldest_unpaid(*ledger_.credit_line) == nullptr) break;
        (void)pay_oldest_bill(ledger_, {}, now);
        break;
      case 3:
        (void)deposit(ledger_, amount);
        break;
      default:
        if (find_credit_problem(ledger_, kModel, amount)) break;
        spend(amount, now, random_() % 3 == 0 ? &kServiceFault : nullptr);
        break;
    }
  }

  std::mt19937 random_{7};
};

TEST_F(CreditMaximumOfHistories, BoundsEverySum) {
  give_line(usd(200));
  ledger_.credit_line->limit = usd(1'000'000'000);
  Timestamp now = kStart;
  for (int i = 0; i < 3'000; ++i) {
    now += std::chrono::hours(random_() % 90);
    act(now);
    ASSERT_LE(ledger_.balance, kMax);
    ASSERT_GE(ledger_.balance, -usd(1'000'000'000));
    ASSERT_LE(ledger_.topped_up, kMax);
    ASSERT_LE(ledger_.received, kMax);
    ASSERT_LE(ledger_.credit_line->deposit, kMax);
    ASSERT_LE(report_usage(ledger_, Timestamp::min(), Timestamp::max(), "").cost, kMax);
  }
  Money funds;
  for (const std::uint32_t index : ledger_.funds) funds += ledger_.entries[index].amount;
  EXPECT_EQ(ledger_.received, funds);
  EXPECT_GT(funds, usd(7'000'000'000)) << "the history comes close to the maximum";
}

}  // namespace
}  // namespace wavespeed_mock::credit_maximum_test

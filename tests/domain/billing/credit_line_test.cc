#include "domain/billing/credit_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "support/domain_tasks.h"

namespace wavespeed_mock::credit_line_test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using ::testing::HasSubstr;

constexpr Money usd(std::int64_t dollars) {
  return {dollars * 1'000'000};
}

CreditLineApplication individual_application(Money requested = usd(200)) {
  return {.applicant = Applicant::individual_with_product,
          .requested = requested,
          .materials = {{"website", "https://pictures.example.org"}, {"product", "Pictures"}}};
}

// Active from the first of January, for $200 per month.
CreditLine active_line() {
  std::optional<CreditLine> line;
  EXPECT_FALSE(apply_for_credit_line(line, individual_application(), kStart));
  EXPECT_FALSE(approve_credit_line(*line, std::nullopt, {}, kStart));
  return *line;
}

// Applies all automatic changes up to `now`.
void pass(CreditLine& line, Timestamp now) {
  while (next_change(line) <= now) reach_next_change(line);
}

void expect_conflict(const std::optional<ApiError>& problem, const std::string& part) {
  ASSERT_TRUE(problem) << part;
  EXPECT_EQ(problem->http, 409);
  EXPECT_THAT(problem->message, HasSubstr(part));
}

TEST(CreditLine, GoesToReviewWhenComplete) {
  std::optional<CreditLine> line;
  EXPECT_FALSE(apply_for_credit_line(line, individual_application(), kStart));
  EXPECT_EQ(line->state, CreditLineState::under_review);
  EXPECT_EQ(available(*line), Money{});
  expect_conflict(apply_for_credit_line(line, individual_application(), kStart), "under review");
}

TEST(CreditLine, WaitsForMissingMaterials) {
  std::optional<CreditLine> line;
  CreditLineApplication application = individual_application();
  application.materials.erase("product");
  EXPECT_FALSE(apply_for_credit_line(line, application, kStart));
  EXPECT_EQ(line->state, CreditLineState::needs_information);
  EXPECT_THAT(line->note, HasSubstr("product is missing"));
  expect_conflict(approve_credit_line(*line, {}, {}, kStart), "product is missing");
  EXPECT_FALSE(apply_for_credit_line(line, individual_application(), kStart));
  EXPECT_EQ(line->state, CreditLineState::under_review);
  EXPECT_EQ(line->note, "");
}

TEST(CreditLine, IsDeclinedForIndividualsWithoutAProduct) {
  std::optional<CreditLine> line;
  EXPECT_FALSE(apply_for_credit_line(
      line, {.applicant = Applicant::individual, .requested = usd(10)}, kStart));
  EXPECT_EQ(line->state, CreditLineState::declined);
  EXPECT_THAT(line->note, HasSubstr("top up"));
  expect_conflict(approve_credit_line(*line, {}, {}, kStart), "declined");
}

TEST(CreditLine, StartsWithAtMostTwoHundredDollars) {
  std::optional<CreditLine> line;
  EXPECT_FALSE(apply_for_credit_line(line, individual_application(usd(1000)), kStart));
  expect_conflict(approve_credit_line(*line, usd(201), {}, kStart), "up to $200");
  expect_conflict(approve_credit_line(*line, Money{}, {}, kStart), "more than $0");
  EXPECT_FALSE(approve_credit_line(*line, std::nullopt, {}, kStart));
  EXPECT_EQ(line->state, CreditLineState::active);
  EXPECT_EQ(line->limit, usd(200));
  EXPECT_EQ(available(*line), usd(200));
}

TEST(CreditLine, RequiresAGuaranteeForALargeLimit) {
  std::optional<CreditLine> line;
  EXPECT_FALSE(apply_for_credit_line(line, individual_application(usd(5000)), kStart));
  expect_conflict(approve_credit_line(*line, usd(5000), usd(1000), kStart), "guarantee");
  line->deposit = usd(4000);
  EXPECT_FALSE(approve_credit_line(*line, usd(5000), usd(1000), kStart))
      << "deposit and top-up both count";
  EXPECT_EQ(available(*line), usd(5000));
}

TEST(CreditLine, CanBeAppliedForAgainAfterARefusal) {
  std::optional<CreditLine> line;
  EXPECT_FALSE(apply_for_credit_line(line, individual_application(), kStart));
  EXPECT_FALSE(decline_credit_line(*line, true, "come back in spring"));
  EXPECT_EQ(line->state, CreditLineState::deferred);
  EXPECT_FALSE(decline_credit_line(*line, false, "no"));
  EXPECT_EQ(line->state, CreditLineState::declined);
  expect_conflict(decline_credit_line(*line, false, ""), "no application");
  EXPECT_FALSE(apply_for_credit_line(line, individual_application(), kStart));
  EXPECT_EQ(line->state, CreditLineState::under_review);
}

TEST(CreditLine, IsBilledAtTheEndOfTheMonth) {
  CreditLine line = active_line();
  draw(line, usd(30));
  draw(line, usd(12));
  EXPECT_EQ(line.owed, usd(42));
  EXPECT_EQ(available(line), usd(158));
  pass(line, kStart + days(31) - Duration(1));
  EXPECT_TRUE(line.bills.empty());
  pass(line, kStart + days(31));
  ASSERT_EQ(line.bills.size(), 1U);
  const MonthlyBill& bill = line.bills[0];
  EXPECT_EQ(bill.month, std::chrono::year(2026) / 1);
  EXPECT_EQ(bill.issued, kStart + days(31));
  EXPECT_EQ(bill.due, kStart + days(38));
  EXPECT_EQ(bill.amount, usd(42));
  EXPECT_EQ(line.owed, usd(42));
  EXPECT_EQ(line.drawn, Money{});
  EXPECT_EQ(available(line), usd(158)) << "billed use is still owed";

  pass(line, kStart + days(31 + 28));
  EXPECT_EQ(line.bills.size(), 1U) << "nothing was used in February";
}

TEST(CreditLine, PausesWhileABillIsOverdue) {
  CreditLine line = active_line();
  draw(line, usd(10));
  pass(line, kStart + days(38) - Duration(1));
  EXPECT_EQ(line.state, CreditLineState::active);
  pass(line, kStart + days(38));
  EXPECT_EQ(line.state, CreditLineState::paused);
  EXPECT_THAT(line.note, HasSubstr("overdue"));
  EXPECT_TRUE(line.bills[0].overdue);
  EXPECT_EQ(available(line), Money{});
  expect_conflict(request_raise(line, usd(500)), "paused");

  ASSERT_NE(oldest_unpaid(line), nullptr);
  EXPECT_EQ(pay_oldest(line, kStart + days(40)), usd(10));
  EXPECT_EQ(line.state, CreditLineState::active);
  EXPECT_EQ(available(line), usd(200));
  EXPECT_EQ(oldest_unpaid(line), nullptr);
  EXPECT_EQ(next_change(line), kStart + days(31 + 28));
}

TEST(CreditLine, ResumesOnlyWhenEveryOverdueBillIsPaid) {
  CreditLine line = active_line();
  draw(line, usd(10));
  pass(line, kStart + days(35));
  draw(line, usd(20));
  pass(line, kStart + days(31 + 28 + 7));
  ASSERT_EQ(line.bills.size(), 2U);
  pay_oldest(line, kStart + days(70));
  EXPECT_EQ(line.state, CreditLineState::paused);
  pay_oldest(line, kStart + days(70));
  EXPECT_EQ(line.state, CreditLineState::active);
  EXPECT_EQ(line.owed, Money{});
}

TEST(CreditLine, CanBeRaisedAfterAPaidMonth) {
  CreditLine line = active_line();
  expect_conflict(request_raise(line, usd(200)), "the line is already $200 a month");
  EXPECT_FALSE(request_raise(line, usd(500)));
  expect_conflict(approve_credit_line(line, {}, {}, kStart), "at least one paid monthly bill");
  draw(line, usd(10));
  pass(line, kStart + days(31));
  pay_oldest(line, kStart + days(32));
  draw(line, usd(5));
  pass(line, kStart + days(31 + 28));
  expect_conflict(approve_credit_line(line, {}, {}, kStart), "a bill of $5 is not paid");
  pay_oldest(line, kStart + days(60));
  EXPECT_FALSE(approve_credit_line(line, {}, {}, kStart + days(60)));
  EXPECT_EQ(line.limit, usd(500));
  EXPECT_FALSE(line.raise);
  EXPECT_EQ(next_change(line), kStart + days(31 + 28 + 31));

  EXPECT_FALSE(request_raise(line, usd(900)));
  EXPECT_FALSE(decline_credit_line(line, false, "not now"));
  EXPECT_EQ(line.state, CreditLineState::active) << "the credit line itself stays active";
  EXPECT_EQ(line.limit, usd(500));
}

TEST(CreditLine, CanBeReducedAndClosed) {
  CreditLine line = active_line();
  draw(line, usd(100));
  expect_conflict(reduce_credit_line(line, usd(200)), "not more");
  EXPECT_FALSE(reduce_credit_line(line, usd(50)));
  EXPECT_EQ(available(line), Money{}) << "the debt exceeds the reduced limit";
  EXPECT_FALSE(close_credit_line(line, "the business ended"));
  EXPECT_EQ(line.state, CreditLineState::closed);
  expect_conflict(close_credit_line(line, ""), "closed");
  expect_conflict(reduce_credit_line(line, usd(1)), "closed");
  pass(line, kStart + days(31));
  EXPECT_EQ(line.bills.size(), 1U) << "earlier use is still billed";
}

TEST(CreditLine, IsNotReopenedWhileAnOldBillIsUnpaid) {
  std::optional<CreditLine> line = active_line();
  draw(*line, usd(10));
  pass(*line, kStart + days(40));
  EXPECT_FALSE(close_credit_line(*line, "they did not pay"));
  EXPECT_FALSE(apply_for_credit_line(line, individual_application(), kStart));
  expect_conflict(approve_credit_line(*line, {}, {}, kStart + days(41)),
                  "a bill of $10 is not paid");
  pay_oldest(*line, kStart + days(42));
  EXPECT_FALSE(approve_credit_line(*line, {}, {}, kStart + days(42)));
  EXPECT_EQ(available(*line), usd(200));
}

TEST(CreditLine, DeductsRefundsFromTheBillOfTheirMonth) {
  CreditLine line = active_line();
  draw(line, usd(10));
  pass(line, kStart + days(31));
  draw(line, usd(5));
  put_back(line, usd(4), kStart + hours(1), kStart + days(40));
  EXPECT_EQ(line.bills[0].amount, usd(6));
  put_back(line, usd(1), kStart + days(32), kStart + days(40));
  EXPECT_EQ(line.drawn, usd(4));
  EXPECT_EQ(line.owed, usd(10));
}

TEST(CreditLine, ClosesABillThatIsFullyRefunded) {
  CreditLine line = active_line();
  draw(line, usd(10));
  pass(line, kStart + days(40));
  ASSERT_EQ(line.state, CreditLineState::paused);
  put_back(line, usd(10), kStart, kStart + days(40));
  EXPECT_EQ(line.state, CreditLineState::active);
  EXPECT_EQ(oldest_unpaid(line), nullptr);
  EXPECT_EQ(line.paid_bills, 0U);
}

TEST(CreditLine, CarriesRefundsOfAPaidBillToTheNext) {
  CreditLine line = active_line();
  draw(line, usd(10));
  pass(line, kStart + days(31));
  pay_oldest(line, kStart + days(31));
  put_back(line, usd(10), kStart + hours(1), kStart + days(40));
  EXPECT_EQ(line.owed, usd(-10));
  EXPECT_EQ(available(line), usd(210));
  pass(line, kStart + days(31 + 28));
  EXPECT_EQ(line.bills.size(), 1U);
  draw(line, usd(25));
  pass(line, kStart + days(31 + 28 + 31));
  ASSERT_EQ(line.bills.size(), 2U);
  EXPECT_EQ(line.bills[1].amount, usd(15));
}

TEST(CreditLine, GoesBackNoFurtherThanItsLastBill) {
  CreditLine line = active_line();
  EXPECT_EQ(lived_until(line), Timestamp::min());
  draw(line, usd(10));
  pass(line, kStart + days(31));
  EXPECT_EQ(lived_until(line), kStart + days(31)) << "the time of the bill";
  pass(line, kStart + days(40));
  EXPECT_EQ(lived_until(line), kStart + days(38)) << "the due date";
  pass(line, kStart + days(100));
  set_back(line, kStart + days(40));
  EXPECT_EQ(line.next_month, kStart + days(59)) << "the end of the current month after going back";
  pay_oldest(line, kStart + days(45));
  EXPECT_EQ(lived_until(line), kStart + days(45));

  CreditLine never;
  set_back(never, kStart);
  EXPECT_EQ(never.next_month, Timestamp::max());
}

TEST(CreditLine, NamesEachState) {
  EXPECT_EQ(to_text(CreditLineState::needs_information), "needs_information");
  EXPECT_EQ(to_text(CreditLineState::closed), "closed");
}

}  // namespace
}  // namespace wavespeed_mock::credit_line_test

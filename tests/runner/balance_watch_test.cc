#include "runner/balance_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/scripted_target.h"

namespace wavespeed_mock::balance_watch_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

ContractCase costing(double usd) {
  return {.name = "paid", .paid = usd > 0, .max_cost = Money::from_usd(usd)};
}

class BalanceWatchTest : public ::testing::Test {
 protected:
  double balance_ = 10;
  ScriptedTarget target_{[this](const Request&) { return balance_answer(balance_); }};
};

TEST_F(BalanceWatchTest, ReadsTheBalanceWithTheKey) {
  const BalanceWatch watch(target_, std::nullopt);
  EXPECT_EQ(watch.before(), Money{10'000'000});
  EXPECT_EQ(target_.requests.at(0).target, "/api/v3/balance");
  EXPECT_EQ(target_.requests.at(0).headers.get("Authorization"), "Bearer very-secret-key");
}

TEST_F(BalanceWatchTest, AllowsFreeCasesAndDetectsAnyChange) {
  BalanceWatch watch(target_, std::nullopt);
  EXPECT_EQ(watch.objection(costing(0)), "");
  watch.has_run(costing(0));
  EXPECT_THAT(watch.finish(), IsEmpty());
  balance_ = 9.99;
  EXPECT_THAT(watch.finish(),
              ElementsAre("the balance moved from 10 to 9.99 USD, and only free cases ran; does "
                          "something else use this account?"));
  balance_ = 10.5;
  EXPECT_EQ(watch.finish().size(), 1U) << "an increase counts too";
}

TEST_F(BalanceWatchTest, RefusesPaidCasesWithoutABudget) {
  BalanceWatch watch(target_, std::nullopt);
  EXPECT_EQ(watch.objection(costing(0.5)), "may cost 0.5 USD, and --max-usd allows nothing");
}

TEST_F(BalanceWatchTest, StopsBeforeTheLimit) {
  BalanceWatch watch(target_, Money::from_usd(1));
  EXPECT_EQ(watch.objection(costing(1)), "") << "the limit itself is allowed";
  EXPECT_EQ(watch.objection(costing(0.6)), "");
  watch.has_run(costing(0.6));
  // The charge may be posted late, so the maximum cost counts from the start.
  EXPECT_EQ(watch.objection(costing(0.41)),
            "may cost 0.41 USD, which would exceed --max-usd 1: up to 0.6 USD spent so far");
  EXPECT_EQ(watch.objection(costing(0.4)), "");
  // It cost more than it declared.
  balance_ = 9.3;
  EXPECT_EQ(watch.objection(costing(0.4)),
            "may cost 0.4 USD, which would exceed --max-usd 1: up to 0.7 USD spent so far");
}

TEST_F(BalanceWatchTest, ReportsCasesThatCostMoreThanDeclared) {
  BalanceWatch watch(target_, Money::from_usd(1));
  watch.has_run(costing(0.5));
  balance_ = 9.5;
  EXPECT_THAT(watch.finish(), IsEmpty());
  EXPECT_EQ(watch.after(), Money{9'500'000});
  balance_ = 9.4;
  EXPECT_THAT(
      watch.finish(),
      ElementsAre(HasSubstr("moved from 10 to 9.4 USD, and the cases may cost at most 0.5 USD")));
}

TEST_F(BalanceWatchTest, StopsWhenTheBalanceCannotBeRead) {
  ScriptedTarget refusing([](const Request&) {
    return json_answer({{"code", 401}, {"message", "Invalid very-secret-key"}}, 401);
  });
  std::string problem;
  try {
    const BalanceWatch watch(refusing, std::nullopt);
  } catch (const TargetError& error) {
    problem = error.what();
  }
  EXPECT_EQ(problem,
            "the balance cannot be read: GET /api/v3/balance was answered 401 "
            "{\"code\":401,\"message\":\"Invalid {key}\"}");
  ScriptedTarget odd([](const Request&) { return json_answer({{"data", {{"balance", "10"}}}}); });
  EXPECT_THROW(BalanceWatch(odd, std::nullopt), TargetError);
}

}  // namespace
}  // namespace wavespeed_mock::balance_watch_test

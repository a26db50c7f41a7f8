#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::no_answer_test {
namespace {

TEST(NoAnswerFault, SendsNothingUnlessToldOtherwise) {
  EXPECT_EQ(spoiled({"no_answer"}).delivery, (DeliveryPlan{.ending = Ending::hang}));
  EXPECT_TRUE(fault_of("no_answer")->takes_answer());
}

TEST(NoAnswerFault, SendsAPartOfTheEndpointsAnswer) {
  const std::string part = R"({"type": "no_answer", "after_bytes": 20})";
  const Response response = spoiled({part});
  EXPECT_EQ(response.delivery, (DeliveryPlan{.ending = Ending::hang, .body_bytes = 20}));
  EXPECT_EQ(response.body, kFaultlessBody);
  EXPECT_FALSE(fault_of(part)->takes_answer()) << "there must be one";
}

TEST(NoAnswerFault, LeavesTheFirstEnding) {
  EXPECT_EQ(spoiled({"empty_reply", "no_answer"}).delivery.ending, Ending::close);
  EXPECT_EQ(spoiled({"no_answer", "empty_reply"}).delivery.ending, Ending::hang);
}

}  // namespace
}  // namespace wavespeed_mock::no_answer_test

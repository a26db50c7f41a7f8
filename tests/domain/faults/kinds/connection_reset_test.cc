#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::connection_reset_test {
namespace {

TEST(ConnectionResetFault, SendsNothingUnlessToldOtherwise) {
  EXPECT_EQ(spoiled({"connection_reset"}).delivery, (DeliveryPlan{.ending = Ending::reset}));
  EXPECT_TRUE(fault_of("connection_reset")->takes_answer());
}

TEST(ConnectionResetFault, SendsAPartOfTheEndpointsAnswer) {
  const std::string part = R"({"type": "connection_reset", "after_bytes": 20})";
  const Response response = spoiled({part});
  EXPECT_EQ(response.delivery, (DeliveryPlan{.ending = Ending::reset, .body_bytes = 20}));
  EXPECT_EQ(response.body, kFaultlessBody);
  EXPECT_FALSE(fault_of(part)->takes_answer()) << "there must be one";
}

TEST(ConnectionResetFault, LeavesTheFirstEnding) {
  EXPECT_EQ(spoiled({"empty_reply", "connection_reset"}).delivery.ending, Ending::close);
  EXPECT_EQ(spoiled({"connection_reset", "empty_reply"}).delivery.ending, Ending::reset);
}

}  // namespace
}  // namespace wavespeed_mock::connection_reset_test

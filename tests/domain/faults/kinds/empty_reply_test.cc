#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::empty_reply_test {
namespace {

using std::chrono::seconds;

TEST(EmptyReplyFault, ClosesWithoutAByte) {
  EXPECT_EQ(spoiled({"empty_reply"}).delivery, (DeliveryPlan{.ending = Ending::close}));
  EXPECT_TRUE(fault_of("empty_reply")->takes_answer());
}

TEST(EmptyReplyFault, KeepsADelay) {
  EXPECT_EQ(spoiled({"delay", "empty_reply"}).delivery,
            (DeliveryPlan{.delay = seconds(1), .ending = Ending::close}));
}

}  // namespace
}  // namespace wavespeed_mock::empty_reply_test

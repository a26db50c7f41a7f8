#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::dribble_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(DribbleFault, ComesInPieces) {
  EXPECT_EQ(spoiled({"dribble"}).delivery,
            (DeliveryPlan{.piece_bytes = 64, .piece_pause = milliseconds(100)}));
  EXPECT_EQ(spoiled({R"({"type": "dribble", "piece": 1, "pause": "2s"})"}).delivery,
            (DeliveryPlan{.piece_bytes = 1, .piece_pause = seconds(2)}));
  EXPECT_FALSE(fault_of("dribble")->takes_answer());
}

TEST(DribbleFault, LeavesThePiecesOfAnEarlierFault) {
  EXPECT_EQ(spoiled({"bandwidth", "dribble"}).delivery, spoiled({"bandwidth"}).delivery);
}

}  // namespace
}  // namespace wavespeed_mock::dribble_test

#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::bandwidth_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

DeliveryPlan plan_of(int bytes_per_second) {
  return spoiled({R"({"type": "bandwidth", "bytes_per_second": )" +
                  std::to_string(bytes_per_second) + "}"})
      .delivery;
}

TEST(BandwidthFault, SendsTenPiecesASecond) {
  EXPECT_EQ(spoiled({"bandwidth"}).delivery,
            (DeliveryPlan{.piece_bytes = 100, .piece_pause = milliseconds(100)}));
  EXPECT_EQ(plan_of(1'000'000'000),
            (DeliveryPlan{.piece_bytes = 100'000'000, .piece_pause = milliseconds(100)}));
  EXPECT_FALSE(fault_of("bandwidth")->takes_answer());
}

TEST(BandwidthFault, SendsByteByByteWhereASecondHasFewer) {
  EXPECT_EQ(plan_of(4), (DeliveryPlan{.piece_bytes = 1, .piece_pause = milliseconds(250)}));
  EXPECT_EQ(plan_of(1), (DeliveryPlan{.piece_bytes = 1, .piece_pause = seconds(1)}));
}

TEST(BandwidthFault, KeepsItsPromise) {
  for (const int bytes : {1, 9, 10, 15, 99, 1'001, 123'456}) {
    const DeliveryPlan plan = plan_of(bytes);
    EXPECT_NEAR(
        static_cast<double>(plan.piece_bytes) * 1e9 / static_cast<double>(plan.piece_pause.count()),
        bytes, bytes * 1e-6);
  }
}

TEST(BandwidthFault, LeavesThePiecesOfAnEarlierFault) {
  EXPECT_EQ(spoiled({"dribble", "bandwidth"}).delivery, spoiled({"dribble"}).delivery);
}

}  // namespace
}  // namespace wavespeed_mock::bandwidth_test

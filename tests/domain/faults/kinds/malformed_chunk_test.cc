#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::malformed_chunk_test {
namespace {

TEST(MalformedChunkFault, LeavesTheAnswerAlone) {
  const Response response = spoiled({"malformed_chunk"});
  EXPECT_EQ(response.delivery, (DeliveryPlan{.malformed_chunk = true}));
  EXPECT_EQ(response.body, kFaultlessBody);
  EXPECT_FALSE(fault_of("malformed_chunk")->takes_answer());
}

TEST(MalformedChunkFault, IsAnEndingOfWhichTheFirstCounts) {
  EXPECT_FALSE(spoiled({"empty_reply", "malformed_chunk"}).delivery.malformed_chunk);
  EXPECT_EQ(spoiled({"malformed_chunk", "empty_reply"}).delivery,
            (DeliveryPlan{.malformed_chunk = true}));
}

}  // namespace
}  // namespace wavespeed_mock::malformed_chunk_test

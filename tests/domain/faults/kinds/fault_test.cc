#include "domain/faults/kinds/fault.h"

#include <gtest/gtest.h>

#include "base/value/distribution.h"
#include "support/domain_faults.h"

namespace wavespeed_mock::fault_test {
namespace {

// The first fault that replaces the answer takes effect; later ones do not.
TEST(AnswerFault, IsReplacedOnce) {
  EXPECT_EQ(spoiled({"gateway", "error"}).status, 502);
  EXPECT_EQ(spoiled({"error", "gateway"}).status, 500);
  EXPECT_EQ(spoiled({"null_data", "rate_limited"}).status, 200);
  EXPECT_EQ(spoiled({"wrong_content_type", "error"}).headers.get("Content-Type"),
            "application/json");
}

TEST(AnswerFault, KeepsItsDelivery) {
  const Response response = spoiled({"dribble", "delay", "truncated_body", "error"});
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.delivery.piece_bytes, 64U);
  EXPECT_EQ(response.delivery.ending, Ending::close);
  EXPECT_EQ(response.delivery.delay, std::chrono::seconds(1));
}

TEST(FaultDraws, AreTheSameForTheSameFiring) {
  const Distribution distribution = parse_distribution("uniform:0,1h").value();
  const FaultDraws draws{kFaultDraws, 5};
  EXPECT_EQ(draws.time(distribution), FaultDraws({kFaultDraws, 5}).time(distribution));
  EXPECT_NE(draws.time(distribution), draws.time(distribution, 1));
  EXPECT_NE(draws.time(distribution), FaultDraws({kFaultDraws, 6}).time(distribution));
  EXPECT_NE(draws.time(distribution, 1), FaultDraws({kFaultDraws, 6}).time(distribution));
}

}  // namespace
}  // namespace wavespeed_mock::fault_test

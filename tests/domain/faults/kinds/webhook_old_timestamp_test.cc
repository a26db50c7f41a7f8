#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::webhook_old_timestamp_test {
namespace {

using std::chrono::minutes;

TEST(WebhookOldTimestampFault, IsTenMinutesOldUnlessToldOtherwise) {
  EXPECT_EQ(webhook_fault({"webhook_old_timestamp"}), (WebhookFault{.timestamp_age = minutes(10)}));
  const std::string old = R"({"type": "webhook_old_timestamp", "age": "1h"})";
  EXPECT_EQ(webhook_fault({old, "webhook_old_timestamp"}).timestamp_age, minutes(60));
  EXPECT_FALSE(fault_of("webhook_old_timestamp")->takes_answer());
}

}  // namespace
}  // namespace wavespeed_mock::webhook_old_timestamp_test

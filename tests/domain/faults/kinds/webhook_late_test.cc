#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::webhook_late_test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(WebhookLateFault, ComesAMinuteLateUnlessToldOtherwise) {
  EXPECT_EQ(webhook_fault({"webhook_late"}), (WebhookFault{.late = minutes(1)}));
  EXPECT_EQ(webhook_fault({"webhook_late", R"({"type": "webhook_late", "by": "2s"})"}).late,
            seconds(62));
  EXPECT_FALSE(fault_of("webhook_late")->takes_answer());
}

TEST(WebhookLateFault, DoesNotComeRound) {
  const std::string century = R"({"type": "webhook_late", "by": "36525d"})";
  EXPECT_EQ(webhook_fault({century, century, century, century}).late, std::chrono::days(36'525));
}

}  // namespace
}  // namespace wavespeed_mock::webhook_late_test

// What each fault does to a webhook.
#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::webhook_faults_test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(WebhookDuplicateFault, ComesOnceMoreByDefault) {
  EXPECT_EQ(webhook_fault({"webhook_duplicate"}), (WebhookFault{.duplicates = 1}));
  const std::string thrice = R"({"type": "webhook_duplicate", "times": 3})";
  EXPECT_EQ(webhook_fault({thrice, "webhook_duplicate"}), (WebhookFault{.duplicates = 3}));
}

TEST(WebhookLateFault, ComesAMinuteLateByDefault) {
  EXPECT_EQ(webhook_fault({"webhook_late"}), (WebhookFault{.late = minutes(1)}));
  EXPECT_EQ(webhook_fault({"webhook_late", R"({"type": "webhook_late", "by": "2s"})"}).late,
            seconds(62));
}

TEST(WebhookLateFault, DoesNotOverflow) {
  const std::string century = R"({"type": "webhook_late", "by": "36525d"})";
  EXPECT_EQ(webhook_fault({century, century, century, century}).late, std::chrono::days(36'525));
}

TEST(WebhookOutOfOrderFault, MarksTheWebhook) {
  EXPECT_EQ(webhook_fault({"webhook_out_of_order"}), (WebhookFault{.out_of_order = true}));
}

TEST(WebhookWrongSignatureFault, MarksTheWebhook) {
  EXPECT_EQ(webhook_fault({"webhook_wrong_signature"}), (WebhookFault{.wrong_signature = true}));
}

TEST(WebhookOldTimestampFault, IsTenMinutesOldByDefault) {
  EXPECT_EQ(webhook_fault({"webhook_old_timestamp"}), (WebhookFault{.timestamp_age = minutes(10)}));
  const std::string old = R"({"type": "webhook_old_timestamp", "age": "1h"})";
  EXPECT_EQ(webhook_fault({old, "webhook_old_timestamp"}).timestamp_age, minutes(60));
}

}  // namespace
}  // namespace wavespeed_mock::webhook_faults_test

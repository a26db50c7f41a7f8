#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::webhook_duplicate_test {
namespace {

TEST(WebhookDuplicateFault, ComesOnceMoreUnlessToldOtherwise) {
  EXPECT_EQ(webhook_fault({"webhook_duplicate"}), (WebhookFault{.duplicates = 1}));
  const std::string thrice = R"({"type": "webhook_duplicate", "times": 3})";
  EXPECT_EQ(webhook_fault({thrice, "webhook_duplicate"}), (WebhookFault{.duplicates = 3}));
  EXPECT_FALSE(fault_of("webhook_duplicate")->takes_answer());
}

}  // namespace
}  // namespace wavespeed_mock::webhook_duplicate_test

#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::webhook_wrong_signature_test {
namespace {

TEST(WebhookWrongSignatureFault, IsNotedForTheDelivery) {
  EXPECT_EQ(webhook_fault({"webhook_wrong_signature"}), (WebhookFault{.wrong_signature = true}));
  EXPECT_FALSE(fault_of("webhook_wrong_signature")->takes_answer());
}

}  // namespace
}  // namespace wavespeed_mock::webhook_wrong_signature_test

#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::webhook_out_of_order_test {
namespace {

TEST(WebhookOutOfOrderFault, IsNotedForTheDelivery) {
  EXPECT_EQ(webhook_fault({"webhook_out_of_order"}), (WebhookFault{.out_of_order = true}));
  EXPECT_FALSE(fault_of("webhook_out_of_order")->takes_answer());
}

}  // namespace
}  // namespace wavespeed_mock::webhook_out_of_order_test

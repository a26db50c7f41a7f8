#include "domain/webhooks/webhook_retries.h"

#include <gtest/gtest.h>

#include <chrono>

#include "base/value/timestamp.h"

namespace wavespeed_mock::webhook_retries_test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

const Timestamp kNow{hours(24 * 365)};

TEST(WebhookRetries, DoubleThePause) {
  EXPECT_EQ(next_attempt(3, seconds(5), 1, kNow), kNow + seconds(5));
  EXPECT_EQ(next_attempt(3, seconds(5), 2, kNow), kNow + seconds(10));
  EXPECT_EQ(next_attempt(3, seconds(5), 3, kNow), kNow + seconds(20));
}

TEST(WebhookRetries, EndAfterTheGivenNumber) {
  EXPECT_EQ(next_attempt(3, seconds(5), 4, kNow), std::nullopt);
  EXPECT_EQ(next_attempt(0, seconds(5), 1, kNow), std::nullopt) << "no retry at all";
}

TEST(WebhookRetries, NeverOverflow) {
  EXPECT_EQ(next_attempt(20, Duration::max() / 2, 3, kNow), kLastTime);
  EXPECT_EQ(next_attempt(20, seconds(5), 1, kLastTime - seconds(1)), kLastTime);
}

}  // namespace
}  // namespace wavespeed_mock::webhook_retries_test

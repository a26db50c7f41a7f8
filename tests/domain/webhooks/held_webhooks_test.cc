#include "domain/webhooks/held_webhooks.h"

#include <gtest/gtest.h>

#include "support/domain_tasks.h"

namespace wavespeed_mock::held_webhooks_test {
namespace {

using std::chrono::seconds;
using Ids = std::vector<std::uint64_t>;

Timestamp at(int second) {
  return kStart + seconds(second);
}

TEST(HeldWebhooks, AreReleasedAfterALaterWebhook) {
  HeldWebhooks held;
  EXPECT_TRUE(held.hold(0, 1, at(10)));
  EXPECT_EQ(held.release(0, at(9)), Ids{}) << "the later webhook is not due yet";
  EXPECT_EQ(held.release(1, at(20)), Ids{}) << "it belongs to another account";
  EXPECT_EQ(held.release(0, at(10)), Ids{1});
  EXPECT_EQ(held.release(0, at(10)), Ids{}) << "it was already released";
}

TEST(HeldWebhooks, AreReleasedInPairs) {
  HeldWebhooks held;
  EXPECT_TRUE(held.hold(0, 1, at(1)));
  EXPECT_FALSE(held.hold(0, 2, at(2))) << "the first webhook waits for it";
  EXPECT_TRUE(held.hold(0, 3, at(3)));
  EXPECT_FALSE(held.hold(0, 4, at(3)));
  EXPECT_TRUE(held.hold(1, 5, at(3))) << "it belongs to another account";
  EXPECT_EQ(held.release(0, at(5)), (Ids{1, 3}));
  EXPECT_TRUE(held.hold(0, 6, at(6)));
}

TEST(HeldWebhooks, DoNotWaitForAnEarlierWebhook) {
  HeldWebhooks held;
  EXPECT_TRUE(held.hold(0, 1, at(9)));
  EXPECT_TRUE(held.hold(0, 2, at(1)));
  EXPECT_FALSE(held.hold(0, 3, at(2)));
  EXPECT_EQ(held.release(0, at(2)), Ids{2});
}

TEST(HeldWebhooks, CanBeForgotten) {
  HeldWebhooks held;
  EXPECT_TRUE(held.hold(0, 1, at(1)));
  held.forget(0, 1);
  held.forget(0, 1);
  EXPECT_TRUE(held.hold(0, 2, at(2))) << "no webhook waits for it";
  EXPECT_EQ(held.release(0, at(9)), Ids{2});
}

TEST(HeldWebhooks, CanBeRestored) {
  HeldWebhooks held;
  EXPECT_TRUE(held.hold(0, 1, at(1)));
  const auto saved = held.save(0);
  EXPECT_FALSE(held.hold(0, 2, at(2)));
  held.forget(0, 1);
  EXPECT_TRUE(held.hold(1, 3, at(2)));
  held.restore(0, saved);
  EXPECT_FALSE(held.hold(0, 4, at(2))) << "the first webhook waits for it again";
  EXPECT_EQ(held.release(0, at(9)), Ids{1});
  held.restore(1, {});
  EXPECT_EQ(held.release(1, at(9)), Ids{});
}

}  // namespace
}  // namespace wavespeed_mock::held_webhooks_test

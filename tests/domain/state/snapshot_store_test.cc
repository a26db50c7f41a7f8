#include "domain/state/snapshot_store.h"

#include <gtest/gtest.h>

#include "domain/state/snapshots.h"
#include "store/memory_store.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::snapshot_store_test {
namespace {

class SnapshotStoreTest : public ::testing::Test {
 protected:
  StoredAccount& open(const std::string& key) {
    return store_->account_of(key, [&]() -> Store::FreshAccount {
      return {Account{.name = key, .draws = SeededRandom(0, key)}, AccountState{}};
    });
  }
  Outcome<KeptSnapshot> add(const StoredAccount* account) {
    return snapshots_.add(
        {.account = account,
         .taken_at = kStart,
         .snapshot = SnapshotAccess::make(std::make_shared<const SnapshotContent>())});
  }

  const std::unique_ptr<Store> store_ = make_memory_store();
  StoredAccount& first_ = open("first");
  StoredAccount& second_ = open("second");
  SnapshotStore snapshots_{3};
};

TEST_F(SnapshotStoreTest, KeepsSnapshotsById) {
  EXPECT_EQ(add(&first_)->id, "snapshot-1");
  EXPECT_EQ(add(nullptr)->id, "snapshot-2");
  ASSERT_EQ(snapshots_.list(nullptr).size(), 2U);
  EXPECT_EQ(snapshots_.list(nullptr)[0].id, "snapshot-1");
  EXPECT_TRUE(snapshots_.find(nullptr, "snapshot-1"));
  EXPECT_TRUE(snapshots_.remove(nullptr, "snapshot-1"));
  EXPECT_FALSE(snapshots_.remove(nullptr, "snapshot-1"));
  EXPECT_EQ(add(nullptr)->id, "snapshot-3") << "ids are not reused";
}

TEST_F(SnapshotStoreTest, ShowsAnAccountItsOwnSnapshots) {
  EXPECT_TRUE(add(&first_));
  EXPECT_TRUE(add(nullptr));
  EXPECT_EQ(snapshots_.list(&first_).size(), 1U);
  EXPECT_TRUE(snapshots_.list(&second_).empty());
  EXPECT_TRUE(snapshots_.find(&first_, "snapshot-1"));
  EXPECT_EQ(snapshots_.find(&second_, "snapshot-1").error().http, 404);
  EXPECT_EQ(snapshots_.find(&second_, "snapshot-1").error().message,
            "there is no snapshot \"snapshot-1\" of this account");
  EXPECT_EQ(snapshots_.find(&first_, "snapshot-2").error().message,
            "there is no snapshot \"snapshot-2\" of this account; did you mean \"snapshot-1\"?");
  EXPECT_FALSE(snapshots_.remove(&second_, "snapshot-1"));
  EXPECT_TRUE(snapshots_.find(nullptr, "snapshot-1"));
}

TEST_F(SnapshotStoreTest, HasAMaximumSize) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(add(nullptr));
  const auto refused = add(nullptr);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().http, 409);
  EXPECT_EQ(refused.error().message, "the mock keeps 3 snapshots at most; delete one first");
  EXPECT_TRUE(snapshots_.remove(nullptr, "snapshot-2"));
  EXPECT_TRUE(add(nullptr));
}

}  // namespace
}  // namespace wavespeed_mock::snapshot_store_test

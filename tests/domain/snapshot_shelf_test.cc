#include "domain/snapshot_shelf.h"

#include <gtest/gtest.h>

#include "domain/snapshots.h"
#include "store/memory_store.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock {
namespace {

class SnapshotShelfTest : public ::testing::Test {
 protected:
  AccountCell& open(const std::string& key) {
    return store_->account_of(key, [&]() -> Store::Opening {
      return {Account{.name = key, .draws = Draws(0, key)}, AccountState{}};
    });
  }
  Outcome<KeptSnapshot> add(const AccountCell* account) {
    return shelf_.add({.account = account,
                       .taken_at = kStart,
                       .snapshot = Snapshot(std::make_shared<const SnapshotContent>())});
  }

  const std::unique_ptr<Store> store_ = make_memory_store();
  AccountCell& first_ = open("first");
  AccountCell& second_ = open("second");
  SnapshotShelf shelf_{3};
};

TEST_F(SnapshotShelfTest, KeepsThemUnderIds) {
  EXPECT_EQ(add(&first_)->id, "snapshot-1");
  EXPECT_EQ(add(nullptr)->id, "snapshot-2");
  ASSERT_EQ(shelf_.list(nullptr).size(), 2U);
  EXPECT_EQ(shelf_.list(nullptr)[0].id, "snapshot-1");
  EXPECT_TRUE(shelf_.find(nullptr, "snapshot-1"));
  EXPECT_TRUE(shelf_.remove(nullptr, "snapshot-1"));
  EXPECT_FALSE(shelf_.remove(nullptr, "snapshot-1"));
  EXPECT_EQ(add(nullptr)->id, "snapshot-3") << "no id twice";
}

TEST_F(SnapshotShelfTest, ShowsAnAccountItsOwn) {
  EXPECT_TRUE(add(&first_));
  EXPECT_TRUE(add(nullptr));
  EXPECT_EQ(shelf_.list(&first_).size(), 1U);
  EXPECT_TRUE(shelf_.list(&second_).empty());
  EXPECT_TRUE(shelf_.find(&first_, "snapshot-1"));
  EXPECT_EQ(shelf_.find(&second_, "snapshot-1").error().http, 404);
  EXPECT_EQ(shelf_.find(&second_, "snapshot-1").error().message,
            "there is no snapshot \"snapshot-1\" of this account");
  EXPECT_EQ(shelf_.find(&first_, "snapshot-2").error().message,
            "there is no snapshot \"snapshot-2\" of this account; did you mean \"snapshot-1\"?");
  EXPECT_FALSE(shelf_.remove(&second_, "snapshot-1"));
  EXPECT_TRUE(shelf_.find(nullptr, "snapshot-1"));
}

TEST_F(SnapshotShelfTest, IsFullAtSomePoint) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(add(nullptr));
  const auto refused = add(nullptr);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().http, 409);
  EXPECT_EQ(refused.error().message, "the mock keeps 3 snapshots at most; delete one first");
  EXPECT_TRUE(shelf_.remove(nullptr, "snapshot-2"));
  EXPECT_TRUE(add(nullptr));
}

}  // namespace
}  // namespace wavespeed_mock

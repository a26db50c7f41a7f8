#include "domain/accounts/key_info.h"

#include <gtest/gtest.h>

#include "domain/billing/ledger.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::key_info_test {
namespace {

using std::chrono::days;
using std::chrono::seconds;

class KeyInfoTest : public ::testing::Test {
 protected:
  KeyInfoTest() {
    add_credit(state_.ledger, LedgerEntry::Kind::opening, kStart, Money{1'000'000});
    state_.terms.keys = std::make_shared<const std::vector<ApiKey>>(std::vector<ApiKey>{
        {.name = "team", .created = kStart}, {.text = "k2", .name = "ci", .created = kStart}});
  }

  const Model model_ = model_named("acme/model");
  const Account account_{.name = "team", .tag = "01234567", .draws = SeededRandom(0, "k")};
  AccountState state_;
};

TEST_F(KeyInfoTest, HasWhatEachKeyHasCost) {
  charge(state_.ledger, task(1, model_, kStart, seconds(1), Money{10'000}));
  charge(state_.ledger, task(2, model_, kStart, seconds(1), Money{20'000}), Money{20'000}, 1);
  // Of a key that was lost when the account was restored.
  charge(state_.ledger, task(3, model_, kStart, seconds(1), Money{40'000}), Money{40'000}, 7);
  const auto keys = list_key_info(account_, state_);
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0].id, access_key_id(account_, 0));
  EXPECT_EQ(keys[0].name, "team");
  EXPECT_EQ(keys[0].requests, 2U);
  EXPECT_EQ(keys[0].cost, Money{50'000});
  EXPECT_EQ(keys[1].name, "ci");
  EXPECT_EQ(keys[1].requests, 1U);
  EXPECT_EQ(keys[1].cost, Money{20'000});
  EXPECT_EQ(keys[1].key, "");
}

TEST_F(KeyInfoTest, HasTheTextOfANewKey) {
  EXPECT_EQ(new_key_info(account_, state_, 1).key, "k2");
  EXPECT_EQ(new_key_info(account_, state_, 1).id, access_key_id(account_, 1));
}

TEST_F(KeyInfoTest, IsRevokedByItsId) {
  const std::string id = access_key_id(account_, 1);
  const auto revoked = revoke_key_of_id(account_, state_, id, kStart + days(1));
  ASSERT_TRUE(revoked);
  EXPECT_EQ(revoked->name, "ci");
  EXPECT_EQ(revoked->revoked_at, kStart + days(1));
  EXPECT_EQ(revoke_key_of_id(account_, state_, id, kStart + days(2)).error().http, 409);
  const auto unknown = revoke_key_of_id(account_, state_, "1_2", kStart);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().http, 404);
  EXPECT_EQ(unknown.error().message, "the account has no key \"1_2\"");
}

TEST_F(KeyInfoTest, HasANumberForEachKey) {
  EXPECT_GE(access_key_number(account_, 0), 1);
  EXPECT_LE(access_key_number(account_, 0), 99'999);
  EXPECT_EQ(access_key_id(account_, 0).find(std::to_string(access_key_number(account_, 0)) + "_"),
            0U);
  EXPECT_NE(access_key_id(account_, 0), access_key_id(account_, 1));
}

}  // namespace
}  // namespace wavespeed_mock::key_info_test

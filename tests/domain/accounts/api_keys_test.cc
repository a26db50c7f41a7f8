#include "domain/accounts/api_keys.h"

#include <gtest/gtest.h>

#include "domain/billing/ledger.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::api_keys_test {
namespace {

using std::chrono::days;

class ApiKeysTest : public ::testing::Test {
 protected:
  ApiKeysTest() { add_credit(state_.ledger, LedgerEntry::Kind::opening, kStart, Money{1}); }

  void give(std::vector<ApiKey> keys) {
    state_.terms.keys = std::make_shared<const std::vector<ApiKey>>(std::move(keys));
  }

  const Account account_{.name = "team", .tag = "01234567", .draws = SeededRandom(0, "k")};
  AccountState state_;
};

TEST_F(ApiKeysTest, StartWithOneKey) {
  const auto keys = list_keys(account_, state_.terms.keys, opened_at(state_.ledger));
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_EQ(keys[0].name, "team");
  EXPECT_EQ(keys[0].created, kStart);
  EXPECT_FALSE(keys[0].revoked);
  EXPECT_EQ(key_name(account_, nullptr, 0), "team");
  EXPECT_EQ(find_key_problem(state_.terms, 0, "k"), std::nullopt);
}

TEST_F(ApiKeysTest, CanEachBeRevokedOnce) {
  give({{.name = "team", .created = kStart}, {.text = "k2", .name = "ci", .created = kStart}});
  EXPECT_EQ(key_name(account_, state_.terms.keys, 1), "ci");
  EXPECT_EQ(find_key_problem(state_.terms, 1, "k2"), std::nullopt);

  EXPECT_EQ(revoke_key(account_, state_, 1, kStart + days(1)), std::nullopt);
  EXPECT_EQ(find_key_problem(state_.terms, 1, "k2"),
            "the key \"ci\" was revoked at 2026-01-02T00:00:00.000000000Z");
  EXPECT_EQ(find_key_problem(state_.terms, 0, "k"), std::nullopt);
  const auto again = revoke_key(account_, state_, 1, kStart + days(2));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->http, 409);
  EXPECT_EQ(again->message, "the key \"ci\" was revoked at 2026-01-02T00:00:00.000000000Z");
}

TEST_F(ApiKeysTest, IncludeTheFirstKeyInRevocation) {
  EXPECT_EQ(revoke_key(account_, state_, 0, kStart), std::nullopt);
  EXPECT_NE(find_key_problem(state_.terms, 0, "k"), std::nullopt);
}

// The case after restoring a snapshot that is older than the key.
TEST_F(ApiKeysTest, DoNotIncludeKeysNewerThanTheSnapshot) {
  EXPECT_NE(find_key_problem(state_.terms, 1, "k2"), std::nullopt);
  give({{.name = "team", .created = kStart}, {.text = "k3", .name = "ci", .created = kStart}});
  EXPECT_NE(find_key_problem(state_.terms, 1, "k2"), std::nullopt) << "another key has its number";
  EXPECT_EQ(find_key_problem(state_.terms, 1, "k3"), std::nullopt);
  EXPECT_NE(find_key_problem(state_.terms, 2, "k3"), std::nullopt);
}

}  // namespace
}  // namespace wavespeed_mock::api_keys_test

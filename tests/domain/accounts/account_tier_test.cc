#include "domain/accounts/account_tier.h"

#include <gtest/gtest.h>

#include "domain/billing/ledger.h"
#include "support/domain_builtin.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::account_tier_test {
namespace {

// The sum of all top-ups decides, and the change is automatic.
TEST(AccountTier, RisesWithTopUps) {
  const BuiltIn built_in;
  AccountState state;
  state.terms.tier = &built_in.tiers.at("bronze", "test");
  const auto after = [&](std::int64_t usd) {
    add_credit(state.ledger, LedgerEntry::Kind::top_up, kStart, Money{usd * 1'000'000});
    return tier_of(state).id;
  };
  EXPECT_EQ(tier_of(state).id, "bronze");
  EXPECT_EQ(after(99), "bronze");
  EXPECT_EQ(after(1), "silver");
  EXPECT_EQ(after(899), "silver");
  EXPECT_EQ(after(1), "gold");
  EXPECT_EQ(after(9'000), "ultra");
  EXPECT_EQ(after(1'000'000), "ultra");
}

TEST(AccountTier, SkipsTiersInBetween) {
  const BuiltIn built_in;
  AccountState state;
  state.terms.tier = &built_in.tiers.at("bronze", "test");
  add_credit(state.ledger, LedgerEntry::Kind::top_up, kStart, Money{20'000'000'000});
  EXPECT_EQ(tier_of(state).id, "ultra");
}

TEST(AccountTier, StaysWithoutANextTier) {
  const BuiltIn built_in;
  AccountState state;
  for (const char* const tier : {"level1", "level3", "unlimited", "ultra"}) {
    state.terms.tier = &built_in.tiers.at(tier, "test");
    add_credit(state.ledger, LedgerEntry::Kind::top_up, kStart, Money{20'000'000'000});
    EXPECT_EQ(tier_of(state).id, tier);
  }
}

TEST(AccountTier, DoesNotRiseWithFreeCredit) {
  const BuiltIn built_in;
  AccountState state;
  state.terms.tier = &built_in.tiers.at("bronze", "test");
  for (const auto kind :
       {LedgerEntry::Kind::opening, LedgerEntry::Kind::coupon, LedgerEntry::Kind::trial}) {
    add_credit(state.ledger, kind, kStart, Money{200'000'000});
  }
  EXPECT_EQ(tier_of(state).id, "bronze");
}

}  // namespace
}  // namespace wavespeed_mock::account_tier_test

// Accounts of fixtures: what their entries may hold, and what is said of a wrong one.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts_under_test.h"
#include "domain/billing/usage.h"
#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::account_entries_test {
namespace {

using nlohmann::json;
using std::chrono::days;

TEST(Accounts, UseDefaultsForFieldsAbsentFromAFixture) {
  AccountsUnderTest tested;
  tested.load(R"({"name": "team", "keys": ["k"]})");
  EXPECT_EQ(tested.account("k").name, "team");
  EXPECT_EQ(tested.terms("k").tier->id, "level3");
  EXPECT_EQ(tested.terms("k").status, AccountStatus::active);
  EXPECT_EQ(tested.ledger("k").balance, Money{100'000'000});
}

TEST(Accounts, ReadEveryField) {
  AccountsUnderTest tested;
  tested.load(R"({"name": "team", "keys": ["k1", "k2", "k3"], "tier": "bronze",
                 "balance_usd": 0.03, "status": "suspended"})");
  EXPECT_EQ(tested.terms("k1").tier, &tested.built_in.tiers.at("bronze", "test"));
  EXPECT_EQ(tested.store->find_account("k1")->status(), AccountStatus::suspended);
  EXPECT_EQ(tested.ledger("k1").balance, Money{30'000});
  EXPECT_EQ(tested.store->find_account("k2"), tested.store->find_account("k1"));
  EXPECT_EQ(tested.store->find_account("k3"), tested.store->find_account("k1"));
}

TEST(Accounts, MayHaveCreditInAdditionToTheirBalance) {
  AccountsUnderTest tested;
  tested.load(R"({"name": "team", "keys": ["k"], "balance_usd": 4,
                 "credits": [{"usd": 1.5}, {"kind": "trial", "usd": 1},
                             {"kind": "coupon", "usd": 2, "expires_in": "30d"}]})");
  const Ledger& ledger = tested.ledger("k");
  EXPECT_EQ(ledger.balance, Money{8'500'000});
  ASSERT_EQ(ledger.credit_balance.grants.size(), 4U);
  EXPECT_EQ(ledger.credit_balance.grants[1].kind, CreditKind::purchased);
  EXPECT_EQ(ledger.credit_balance.grants[1].expires, Timestamp::max());
  EXPECT_EQ(ledger.credit_balance.grants[2].kind, CreditKind::trial);
  EXPECT_EQ(ledger.credit_balance.grants[3].kind, CreditKind::coupon);
  EXPECT_EQ(ledger.credit_balance.grants[3].expires, kStart + std::chrono::days(30));
}

TEST(Accounts, RefuseInvalidCredit) {
  const std::string where = R"(f.json: accounts[0] "a": credits[0])";
  const auto with = [](const std::string& credit) {
    return R"({"name": "a", "keys": ["k"], "credits": [)" + credit + "]}";
  };
  EXPECT_EQ(error_of_account(with(R"({"kind": "gift", "usd": 1})")),
            where + R"(: field "kind": must be one of "purchased", "trial", "coupon", not "gift")");
  EXPECT_EQ(error_of_account(with(R"({"kind": "trial"})")), where + R"(: field "usd" is missing)");
  EXPECT_EQ(
      error_of_account(with(R"({"usd": 1, "expires_in": "soon"})")),
      where +
          R"(: field "expires_in": must be "never" or a duration above 0, up to 36525d, such as "30d", )"
          R"(not "soon")");
  EXPECT_EQ(error_of_account(with(R"({"usd": 1, "expires": "1d"})")),
            where + R"(: field "expires" is not known; did you mean "expires_in"?)");
}

TEST(Accounts, HaveDiscounts) {
  AccountsUnderTest tested;
  tested.load(R"({"name": "team", "keys": ["k"], "discounts": [{"percent": 20}]})");
  tested.load(R"({"name": "other", "keys": ["o"]})");
  const auto discounts_of = [&](const char* key) {
    return tested.store->find_account(key)->peek(
        [](const AccountState& state) { return state.terms.discounts; });
  };
  ASSERT_NE(discounts_of("k"), nullptr);
  EXPECT_EQ(discounts_of("k")->at(0).rate, 2000U);
  EXPECT_EQ(discounts_of("o"), nullptr);
  EXPECT_EQ(
      error_of_account(R"({"name": "a", "keys": ["x"], "discounts": [{"percent": 0}]})"),
      R"(f.json: accounts[0] "a": discounts[0]: field "percent": must be above 0 and have at )"
      "most two decimals, not 0");
}

TEST(Accounts, NameTheirKeys) {
  AccountsUnderTest tested;
  tested.load(R"({"name": "team", "keys": ["k1", {"key": "k2", "name": "ci"}, "k3"]})");
  const ApiKeys keys = tested.terms("k1").keys;
  ASSERT_NE(keys, nullptr);
  ASSERT_EQ(keys->size(), 3U);
  EXPECT_EQ((*keys)[0].name, "team");
  EXPECT_EQ((*keys)[1].name, "ci");
  EXPECT_EQ((*keys)[2].name, "team 3");
  EXPECT_EQ(tested.accounts.find_or_open("k1", kStart).key, 0);
  EXPECT_EQ(tested.accounts.find_or_open("k3", kStart).key, 2);
  EXPECT_TRUE(tested.store->find_account("k1")->all_keys_in_use());
}

TEST(Accounts, ExplainInvalidEntries) {
  struct Case {
    std::string_view entry;
    std::string error;
  };
  const std::string keys = "must be strings of 1 to 512 visible ASCII characters";
  const std::vector<Case> cases = {
      {R"("a")", R"(: must be an object, not a string)"},
      {R"({"keys": ["k"]})", R"(: field "name" is missing)"},
      {R"({"name": 1, "keys": ["k"]})", R"(: field "name": must be a string, not 1)"},
      {R"({"name": "a"})", R"( "a": field "keys": must list at least one key)"},
      {R"({"name": "a", "keys": []})", R"( "a": field "keys": must list at least one key)"},
      {R"({"name": "a", "keys": "k"})", R"( "a": field "keys": must be a list, not a string)"},
      {R"({"name": "a", "keys": [1]})", R"( "a": field "keys": )" + keys + ", not a number"},
      {R"({"name": "a", "keys": ["a b"]})",
       R"( "a": field "keys": )" + keys + "; keys[0] has byte 0x20 at position 2"},
      {R"({"name": "a", "keys": ["k"], "tier": "level9"})",
       R"( "a": there is no tier "level9"; did you mean "level1"? (known: bronze, gold, level1, )"
       R"(level2, level3, silver, ultra, unlimited))"},
      {R"({"name": "a", "keys": ["k"], "tier": 1})",
       R"( "a": field "tier": must be a string, not 1)"},
      {R"({"name": "a", "keys": ["k"], "balance_usd": -1})",
       R"( "a": field "balance_usd": must be a number from 0.0 to 1000000000.0, not -1)"},
      {R"({"name": "a", "keys": ["k"], "balance_usd": "1"})",
       R"( "a": field "balance_usd": must be a number from 0.0 to 1000000000.0, not "1")"},
      {R"({"name": "a", "keys": ["k"], "status": "gone"})",
       R"( "a": field "status": must be one of "active", "suspended", not "gone")"},
      {R"({"name": "a", "keys": ["k"], "balance": 1})",
       R"( "a": field "balance" is not known; did you mean "balance_usd"?)"},
      {R"({"name": "a", "keys": ["k"], "usage_history": {}})",
       R"( "a": field "usage_history": must be a list, not {})"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(error_of_account(c.entry), "f.json: accounts[0]" + c.error);
  }
}

TEST(ExampleAccounts, HaveTheUsageOfTheirFiles) {
  AccountsUnderTest tested;
  FixtureLoaders loaders = tested.built_in.loaders();
  std::vector<json> entries;
  loaders.account = [&](const json& entry, const std::string&) { entries.push_back(entry); };
  load_fixtures(fixture_path("examples"), loaders);
  for (const json& entry : entries) tested.accounts.load(entry, "examples", kStart);

  EXPECT_EQ(tested.terms("intern-key").tier->id, "level1");
  EXPECT_EQ(tested.ledger("intern-key").balance, Money{30'000});
  EXPECT_EQ(tested.account("studio-key-2").name, "studio");
  EXPECT_EQ(tested.terms("former-partner-key").status, AccountStatus::suspended);

  const Ledger ledger = tested.ledger("history-key");
  EXPECT_EQ(ledger.balance, Money{500'000'000});
  const Timestamp october = kStart - days(92);
  const UsageReport report = report_usage(ledger, october, october + days(12), "");
  EXPECT_EQ(report.days.size(), 12U);
  EXPECT_EQ(report.models.size(), 4U);
  EXPECT_EQ(report.cost, ledger.entries[0].amount - ledger.balance);
}

}  // namespace
}  // namespace wavespeed_mock::account_entries_test

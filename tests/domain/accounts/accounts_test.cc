#include "domain/accounts/accounts.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/billing/usage.h"
#include "store/memory_store.h"
#include "support/domain_builtin.h"
#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::accounts_accounts_test {
namespace {

using nlohmann::json;
using std::chrono::days;

// The accounts of a mock with the built-in models and tiers.
struct AccountsUnderTest {
  explicit AccountsUnderTest(Auth auth = Auth::open)
      : accounts(
            *store, built_in.catalogue, built_in.tiers,
            {.seed = 7,
             .auth = auth,
             .start = {.tier = &built_in.tiers.at("level3", "test"), .balance = {100'000'000}}}) {}

  void load(std::string_view entry) {
    accounts.load(json::parse(entry), "f.json: accounts[0]", kStart);
  }
  Ledger ledger(std::string_view key) {
    return store->find_account(key)->with(
        kStart, [](AccountState& state, Timestamp) { return state.ledger; });
  }
  const Account& account(std::string_view key) { return store->find_account(key)->account(); }
  Terms terms(std::string_view key) {
    return store->find_account(key)->modify([](AccountState& state) { return state.terms; });
  }

  BuiltIn built_in;
  std::unique_ptr<Store> store = make_memory_store();
  Accounts accounts;
};

std::string error_of_account(std::string_view entry) {
  AccountsUnderTest tested;
  return error_of([&] { tested.load(entry); });
}

TEST(Accounts, AreCreatedOnFirstUse) {
  AccountsUnderTest tested;
  const KeyOwner owner = tested.accounts.find_or_open("new-key", kStart);
  StoredAccount* const account = owner.account;
  ASSERT_NE(account, nullptr);
  EXPECT_EQ(owner.key, 0);
  EXPECT_EQ(account->account().name, "account " + account->account().tag)
      << "the name must not contain the key";
  EXPECT_EQ(account->account().tag.size(), 8);
  EXPECT_EQ(tested.terms("new-key").tier->id, "level3");
  EXPECT_EQ(account->status(), AccountStatus::active);
  EXPECT_EQ(tested.ledger("new-key").balance, Money{100'000'000});
  EXPECT_EQ(tested.ledger("new-key").entries[0].time, kStart);
  EXPECT_EQ(tested.accounts.find_or_open("new-key", kStart + days(1)).account, account);

  EXPECT_NE(tested.accounts.find_or_open("other-key", kStart).account, account);
  EXPECT_NE(tested.account("other-key").name, account->account().name);
}

TEST(Accounts, AreNotCreatedOnFirstUseInStrictMode) {
  AccountsUnderTest tested(Auth::strict);
  tested.load(R"({"name": "known", "keys": ["known-key"]})");
  EXPECT_NE(tested.accounts.find_or_open("known-key", kStart).account, nullptr);
  EXPECT_EQ(tested.accounts.find_or_open("new-key", kStart).account, nullptr);
  EXPECT_EQ(tested.store->find_account("new-key"), nullptr);
}

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
  EXPECT_EQ(error_of_account(with(R"({"usd": 1, "expires_in": "soon"})")),
            where + R"(: field "expires_in": must be "never" or a duration above 0 such as "30d", )"
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

// A fixture can define an account that a test has used without one. Its random draws stay the same.
TEST(Accounts, DrawFromTheirFirstKey) {
  AccountsUnderTest by_use;
  AccountsUnderTest by_fixture;
  by_fixture.load(R"({"name": "team", "keys": ["k1", "k2"]})");
  by_use.accounts.find_or_open("k1", kStart);
  by_use.accounts.find_or_open("k2", kStart);
  const auto first_draw = [](AccountsUnderTest& tested, std::string_view key) {
    return tested.account(key).draws.bits(RandomStream::run_time, 0);
  };
  EXPECT_EQ(first_draw(by_fixture, "k1"), first_draw(by_use, "k1"));
  EXPECT_EQ(first_draw(by_fixture, "k2"), first_draw(by_use, "k1"));
  EXPECT_NE(first_draw(by_use, "k2"), first_draw(by_use, "k1"));
  EXPECT_EQ(first_draw(by_use, "k1"), SeededRandom(7, "k1").bits(RandomStream::run_time, 0));
}

TEST(Accounts, DoNotShareKeys) {
  const std::string where = R"(f.json: accounts[0] "b": field "keys": )";
  const std::string taken = R"( belongs to another account)";
  for (const std::string_view keys : {R"(["shared"])", R"(["own", "shared"])"}) {
    AccountsUnderTest tested;
    tested.load(R"({"name": "a", "keys": ["first", "shared"]})");
    EXPECT_EQ(error_of([&] { tested.load(R"({"name": "b", "keys": )" + std::string(keys) + "}"); }),
              where + "\"shared\"" + taken);
    EXPECT_EQ(tested.store->find_account("own"), nullptr) << "no account was created";
  }
}

TEST(Accounts, FollowAScenario) {
  AccountsUnderTest tested;
  StoredAccount& before = *tested.accounts.find_or_open("before", kStart).account;
  const auto poor = tested.accounts.read_opening(
      json::parse(R"({"tier": "bronze", "status": "suspended", "balance_usd": 0.02})"), "each");
  tested.accounts.set_opening(poor);
  EXPECT_EQ(tested.accounts.opening(), poor);
  tested.accounts.find_or_open("during", kStart);
  tested.load(R"({"name": "own", "keys": ["own-key"]})");
  tested.accounts.set_opening(nullptr);
  tested.accounts.find_or_open("later", kStart);

  EXPECT_EQ(tested.ledger("during").balance, Money{20'000});
  EXPECT_EQ(tested.terms("during").tier->id, "bronze");
  EXPECT_EQ(tested.store->find_account("during")->status(), AccountStatus::suspended);
  for (const std::string_view key : {"before", "own-key", "later"}) {
    EXPECT_EQ(tested.ledger(key).balance, Money{100'000'000}) << key;
    EXPECT_EQ(tested.store->find_account(key)->status(), AccountStatus::active) << key;
  }

  ASSERT_TRUE(tested.accounts.make_key(before, "ci", "", kStart));
  tested.accounts.begin_anew(before, *poor, kStart + days(1));
  EXPECT_EQ(tested.ledger("before").balance, Money{20'000});
  EXPECT_EQ(tested.ledger("before").entries[0].time, kStart + days(1));
  EXPECT_EQ(tested.terms("before").tier->id, "bronze");
  EXPECT_EQ(before.status(), AccountStatus::suspended);
  EXPECT_EQ(tested.terms("before").keys->size(), 2U) << "the keys are kept";
}

TEST(Accounts, StayTerminated) {
  AccountsUnderTest tested;
  StoredAccount& account = *tested.accounts.find_or_open("key", kStart).account;
  account.modify([&](AccountState& state) { state.terms.status = AccountStatus::terminated; });
  tested.accounts.begin_anew(account, *tested.accounts.opening(), kStart);
  EXPECT_EQ(account.status(), AccountStatus::terminated);
}

TEST(Accounts, ExplainInvalidInitialState) {
  const AccountsUnderTest tested;
  const auto error_for = [&](const char* text) {
    return error_of(
        [&] { (void)tested.accounts.read_opening(json::parse(text), "s: each_account"); });
  };
  const std::string of_one = R"(": belongs to one account: put it in an entry of "accounts")";
  EXPECT_EQ(error_for(R"({"name": "a"})"), R"(s: each_account: field "name)" + of_one);
  EXPECT_EQ(error_for(R"({"keys": []})"), R"(s: each_account: field "keys)" + of_one);
  EXPECT_EQ(error_for(R"({"usage_history": []})"),
            R"(s: each_account: field "usage_history)" + of_one);
  EXPECT_EQ(error_for(R"({"faults": []})"), R"(s: each_account: field "faults)" + of_one);
  EXPECT_EQ(error_for(R"({"credit_line": {"overdue_usd": 201}})"),
            R"(s: each_account: credit_line: field "overdue_usd": must not be more than can be )"
            R"(drawn on the line, $200, not $201)");
  EXPECT_EQ(error_for(R"({"ballance_usd": 1})"),
            R"(s: each_account: field "ballance_usd" is not known; did you mean "balance_usd"?)");
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

TEST(Accounts, CreateFurtherKeys) {
  AccountsUnderTest tested;
  StoredAccount& account = *tested.accounts.find_or_open("first", kStart).account;
  const auto named = tested.accounts.make_key(account, "ci", "", kStart + days(1));
  ASSERT_TRUE(named);
  EXPECT_EQ(*named, 1);
  const auto own = tested.accounts.make_key(account, "", "my-own", kStart + days(2));
  ASSERT_TRUE(own);
  EXPECT_EQ(*own, 2);

  const ApiKeys keys = tested.terms("first").keys;
  ASSERT_EQ(keys->size(), 3U);
  EXPECT_EQ((*keys)[0].name, account.account().name);
  EXPECT_EQ((*keys)[0].created, kStart);
  EXPECT_EQ((*keys)[1].name, "ci");
  EXPECT_EQ((*keys)[1].created, kStart + days(1));
  EXPECT_TRUE((*keys)[1].text.starts_with("mock-"));
  EXPECT_EQ((*keys)[2].name, account.account().name + " 3");
  for (const std::string& text : {(*keys)[1].text, std::string("my-own")}) {
    EXPECT_EQ(tested.store->find_account(text), &account);
  }
  EXPECT_TRUE(account.all_keys_in_use());

  AccountsUnderTest again;
  StoredAccount& same = *again.accounts.find_or_open("first", kStart).account;
  ASSERT_TRUE(again.accounts.make_key(same, "", "", kStart));
  EXPECT_EQ((*again.terms("first").keys)[1].text, (*keys)[1].text) << "the same in every run";
}

TEST(Accounts, NeverCreateAKeyThatIsInUse) {
  AccountsUnderTest tested;
  StoredAccount& account = *tested.accounts.find_or_open("first", kStart).account;
  tested.accounts.find_or_open("other", kStart);
  ASSERT_TRUE(tested.accounts.make_key(account, "", "second", kStart));
  for (const std::string key : {"first", "second", "other"}) {
    const auto refused = tested.accounts.make_key(account, "", key, kStart);
    ASSERT_FALSE(refused) << key;
    EXPECT_EQ(refused.error().http, 409);
  }
  EXPECT_EQ(tested.terms("first").keys->size(), 2U);
}

TEST(Accounts, ExplainInvalidEntries) {
  struct Case {
    std::string_view entry;
    std::string error;
  };
  const std::string keys = "must be strings of 1 to 512 visible ASCII characters, not ";
  const std::vector<Case> cases = {
      {R"("a")", R"(: must be an object, not "a")"},
      {R"({"keys": ["k"]})", R"(: field "name" is missing)"},
      {R"({"name": 1, "keys": ["k"]})", R"(: field "name": must be a string, not 1)"},
      {R"({"name": "a"})", R"( "a": field "keys": must list at least one key)"},
      {R"({"name": "a", "keys": []})", R"( "a": field "keys": must list at least one key)"},
      {R"({"name": "a", "keys": "k"})", R"( "a": field "keys": must be a list, not "k")"},
      {R"({"name": "a", "keys": [1]})", R"( "a": field "keys": )" + keys + "1"},
      {R"({"name": "a", "keys": ["a b"]})", R"( "a": field "keys": )" + keys + R"("a b")"},
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
}  // namespace wavespeed_mock::accounts_accounts_test

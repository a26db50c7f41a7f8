#include "domain/accounts/accounts.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "domain/accounts/accounts_under_test.h"
#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::accounts_accounts_test {
namespace {

using nlohmann::json;
using std::chrono::days;

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
              where + (keys.starts_with(R"(["own")") ? "keys[1]" : "keys[0]") + taken);
    EXPECT_EQ(tested.store->find_account("own"), nullptr) << "no account was created";
  }
}

TEST(Accounts, FollowAScenario) {
  AccountsUnderTest tested;
  StoredAccount& before = *tested.accounts.find_or_open("before", kStart).account;
  const auto poor = tested.accounts.read_start(
      json::parse(R"({"tier": "bronze", "status": "suspended", "balance_usd": 0.02})"), "each");
  tested.accounts.set_start_of_new_accounts(poor);
  EXPECT_EQ(tested.accounts.start_of_new_accounts(), poor);
  tested.accounts.find_or_open("during", kStart);
  tested.load(R"({"name": "own", "keys": ["own-key"]})");
  tested.accounts.set_start_of_new_accounts(nullptr);
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
  tested.accounts.begin_anew(account, *tested.accounts.start_of_new_accounts(), kStart);
  EXPECT_EQ(account.status(), AccountStatus::terminated);
}

TEST(Accounts, ExplainInvalidInitialState) {
  const AccountsUnderTest tested;
  const auto error_for = [&](const char* text) {
    return error_of(
        [&] { (void)tested.accounts.read_start(json::parse(text), "s: each_account"); });
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

}  // namespace
}  // namespace wavespeed_mock::accounts_accounts_test

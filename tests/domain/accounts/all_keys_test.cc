#include "domain/accounts/all_keys.h"

#include <gtest/gtest.h>

#include <string>

#include "store/memory_store.h"

namespace wavespeed_mock::all_keys_test {
namespace {

class AllKeysTest : public testing::Test {
 protected:
  StoredAccount& account(const std::string& key) {
    return store->account_of(key, [&]() -> Store::FreshAccount {
      return {Account{.name = key, .tag = key, .draws = SeededRandom(0, key)}, AccountState{}};
    });
  }

  std::unique_ptr<Store> store = make_memory_store({.entries = 1, .body_bytes = 1});
};

TEST_F(AllKeysTest, AreThoseOfEveryOpenAccount) {
  account("key-of-ann");
  account("key-of-bob");
  store->add_key(account("key-of-bob"), "more-of-bob", 1);
  store->add_key(account("key-of-bob"), "late-of-bob", 2);
  store->remove_key(account("key-of-bob"), "late-of-bob");
  account("key-of-eve").set_open(false);
  Redaction redaction(ContractDocument::builtin());
  AllKeys(*store).teach(redaction);
  EXPECT_EQ(redaction.redacted("key-of-ann, key-of-bob, more-of-bob, late-of-bob, key-of-eve"),
            "{{key-1}}, {{key-2}}, {{key-3}}, late-of-bob, key-of-eve");
}

TEST_F(AllKeysTest, HaveTheFirstNumbersInTheirOwnAccount) {
  account("key-of-ann");
  StoredAccount& bob = account("key-of-bob");
  store->add_key(bob, "a-key-of-bob", 1);
  Redaction redaction(ContractDocument::builtin());
  const AllKeys keys(*store);
  keys.teach(redaction);
  PlaceholderNumbers numbers;
  keys.number(bob, numbers);
  redaction.number_by(numbers);
  EXPECT_EQ(redaction.redacted("key-of-ann, key-of-bob, a-key-of-bob"),
            "{{key-3}}, {{key-2}}, {{key-1}}");
  PlaceholderNumbers none;
  keys.number(store->anonymous(), none);
  redaction.number_by(none);
  EXPECT_EQ(redaction.redacted("key-of-bob"), "{{key-1}}");
}

}  // namespace
}  // namespace wavespeed_mock::all_keys_test

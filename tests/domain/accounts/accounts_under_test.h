// Accounts for tests, and what is in their state.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "domain/accounts/accounts.h"
#include "store/memory_store.h"
#include "support/domain_builtin.h"
#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock {

// The accounts of a mock with the built-in models and tiers.
struct AccountsUnderTest {
  explicit AccountsUnderTest(Auth auth = Auth::open)
      : accounts(
            *store, built_in.catalogue, built_in.tiers,
            {.seed = 7,
             .auth = auth,
             .start = {.tier = &built_in.tiers.at("level3", "test"), .balance = {100'000'000}}}) {}

  void load(std::string_view entry) {
    accounts.load(nlohmann::json::parse(entry), "f.json: accounts[0]", kStart);
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

// The error for an entry of "accounts"; "" if there is none.
inline std::string error_of_account(std::string_view entry) {
  AccountsUnderTest tested;
  return error_of([&] { tested.load(entry); });
}

}  // namespace wavespeed_mock

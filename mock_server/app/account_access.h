// How the C++ functions of an account reach its state. What is refused is thrown as an
// AccountError.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "app/account_info.h"
#include "app/mock_core.h"
#include "base/value/api_error.h"
#include "base/value/money.h"
#include "domain/scenarios/account_changes.h"
#include "wavespeed_mock/account.h"

namespace wavespeed_mock {

template <class Value>
Value value_of(Outcome<Value> outcome) {
  if (!outcome) throw AccountError(outcome.error().http, outcome.error().message);
  return *std::move(outcome);
}

inline void throw_if(const std::optional<ApiError>& refused) {
  if (refused) throw AccountError(refused->http, refused->message);
}

// `usd` as money. Throws an AccountError, which names the parameter, unless it is from 0 to 1e9.
Money checked_money(const char* name, double usd);

inline StoredAccount& account_of_tag(const MockCore& core, const std::string& tag) {
  StoredAccount* found = nullptr;
  core.store().for_each_account([&](StoredAccount& account) {
    if (account.account().tag == tag) found = &account;
  });
  if (found == nullptr) {
    throw AccountError(404,
                       "there is no account \"" + tag +
                           "\" any more: the mock was restored to a time before it was created");
  }
  return *found;
}

inline StoredAccount& account_to_change(const MockCore& core, const std::string& tag) {
  StoredAccount& account = account_of_tag(core, tag);
  throw_if(find_end(account));
  return account;
}

// Calls `use(const Account&, const AccountState&)` with the account as it is now.
template <class Use>
auto with_account(const MockCore& core, const std::string& tag, const Use& use) {
  StoredAccount& account = account_of_tag(core, tag);
  return account.with(core.clock().now(), [&](const AccountState& state, Timestamp) {
    return use(account.account(), state);
  });
}

// Calls `use(Ledger&, Timestamp now)`; throws what it refuses.
template <class Use>
CreditInfo change_credit(const MockCore& core, const std::string& tag, const Use& use) {
  return account_to_change(core, tag).with(core.clock().now(),
                                           [&](AccountState& state, Timestamp now) {
                                             throw_if(use(state.ledger, now));
                                             return to_info(state.ledger);
                                           });
}

}  // namespace wavespeed_mock

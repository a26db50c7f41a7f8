// How the C++ functions of an account reach its state. What is refused is thrown as an
// AccountError.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/mock_core.h"
#include "base/text/json_reader.h"
#include "base/value/api_error.h"
#include "base/value/field_problem.h"
#include "domain/billing/credit_info.h"
#include "domain/scenarios/account_changes.h"
#include "wavespeed_mock/account.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

[[noreturn]] inline void refuse(const ApiError& error) {
  throw AccountError(error.http, error.message);
}

template <class Value>
Value value_of(Outcome<Value> outcome) {
  if (!outcome) refuse(outcome.error());
  return *std::move(outcome);
}

inline void throw_if(const std::optional<ApiError>& refused) {
  if (refused) refuse(*refused);
}

inline void throw_if(const std::optional<FieldProblem>& wrong) {
  if (wrong) refuse(bad_field(*wrong));
}

// Has `read` take all fields out of the JSON object `json`, which `what` names in messages. What is
// wrong with it is 400.
void read_json(std::string_view json, const std::string& what,
               const std::function<void(JsonReader&)>& read);

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
                                             return credit_info(state.ledger);
                                           });
}

}  // namespace wavespeed_mock

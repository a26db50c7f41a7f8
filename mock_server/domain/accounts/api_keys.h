// The rules of API keys: how they are named, which of them may be used, how they end.
//
// Works on the terms of one account, under its lock. Making keys is domain/accounts'.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "base/value/field_problem.h"
#include "records/account.h"

namespace wavespeed_mock {

// All keys of the account, also those that were revoked. `opened` is when the first was made.
std::vector<ApiKey> list_keys(const Account& account, const ApiKeys& keys, Timestamp opened);

// When the account opened: the time of its first line.
Timestamp opened_at(const Ledger& ledger);

// The key's name, for bills; the first is called as its account unless it was named.
std::string key_name(const Account& account, const ApiKeys& keys, KeyNumber key);

// Why a request with that key of the account is refused; nullopt when it is not. For people.
std::optional<std::string> find_key_problem(const Terms& terms, KeyNumber key,
                                            std::string_view text);

// What is wrong with a key to make: `name` and `text` may be empty.
std::optional<FieldProblem> find_new_key_problem(std::string_view name, std::string_view text);

// 409 when it was revoked before.
std::optional<ApiError> revoke_key(const Account& account, AccountState& state, KeyNumber key,
                                   Timestamp now);

}  // namespace wavespeed_mock

// The API keys of an account as plain data, with what each has cost.
//
// Works on the state of one account, under its lock, with the ledger complete.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "records/account.h"
#include "wavespeed_mock/account_info.h"

namespace wavespeed_mock {

// From 1 to 99999; each key of an account has one.
std::int64_t access_key_number(const Account& account, KeyNumber key);
// How bills name one of the account's keys: "<access key number>_<digits>".
std::string access_key_id(const Account& account, KeyNumber key);

// All keys in the order in which they were made, also those that were revoked, without their texts.
std::vector<ApiKeyInfo> list_key_info(const Account& account, const AccountState& state);
// One of them.
ApiKeyInfo key_info(const Account& account, const AccountState& state, KeyNumber key);
// The newest of them, with its text.
ApiKeyInfo new_key_info(const Account& account, const AccountState& state, KeyNumber key);

// Revokes the key of that id, and returns it. 404 for an unknown id, 409 when it was revoked
// before.
Outcome<ApiKeyInfo> revoke_key_of_id(const Account& account, AccountState& state,
                                     std::string_view id, Timestamp now);

}  // namespace wavespeed_mock

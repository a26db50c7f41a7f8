// How the control plane shows an account, or its keys.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "records/account.h"
#include "wavespeed_mock/account_info.h"

namespace wavespeed_mock {

// The ledger must be complete. Money in US dollars.
nlohmann::ordered_json account_json(const Account& account, const AccountState& state);

// All keys in the order in which they were made, also those that were revoked, with what was
// charged by each; never their texts.
nlohmann::ordered_json keys_json(const Account& account, const AccountState& state);

// One key, with its text where it has one.
nlohmann::ordered_json key_json(const ApiKeyInfo& key);

}  // namespace wavespeed_mock

// How the control plane shows an account. Its keys are shown with it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "records/account.h"

namespace wavespeed_mock {

// The ledger must be settled. Money in US dollars.
nlohmann::ordered_json account_json(const Account& account, const AccountState& state);

// All keys in the order in which they were made, also those that were revoked, with what was
// charged by each; never their texts.
nlohmann::ordered_json keys_json(const Account& account, const AccountState& state);

// One of them.
nlohmann::ordered_json key_json(const Account& account, const AccountState& state, KeyNumber key);

}  // namespace wavespeed_mock

// Accounts of fixtures or scenarios, each with the fault rules of its own.
//
// May be called from several threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "domain/accounts/accounts.h"
#include "domain/faults/fault_rules.h"

namespace wavespeed_mock {

// Reads one entry of a list "accounts" and opens the account. `source` says where its rules come
// from: "fixtures", "scenario", "api". Throws ConfigError; then there is no new account.
StoredAccount& load_account(Accounts& accounts, FaultRules& rules, const nlohmann::json& entry,
                            const std::string& where, const std::string& source, Timestamp now);

}  // namespace wavespeed_mock

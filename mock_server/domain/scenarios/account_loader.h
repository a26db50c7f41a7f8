// Accounts of fixtures or scenarios, each with the fault rules of its own.
//
// May be called from several threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/faults/fault_rules.h"

namespace wavespeed_mock {

struct AccountWithFaults {
  AccountEntry account;
  std::vector<ActiveRule::Content> faults{};
};

// Reads one entry of a list "accounts"; its usage history cannot be later than `now`. Throws
// ConfigError.
AccountWithFaults read_account(const Accounts& accounts, const FaultRules& rules,
                               const nlohmann::json& entry, const std::string& where,
                               Timestamp now);

// Opens it. `source` says where its rules come from: "fixtures", "scenario", "api". Throws
// ConfigError for a key that belongs to another account; then there is no new account.
StoredAccount& open_account(Accounts& accounts, FaultRules& rules, AccountWithFaults entry,
                            const std::string& source, Timestamp now);

// Both.
StoredAccount& load_account(Accounts& accounts, FaultRules& rules, const nlohmann::json& entry,
                            const std::string& where, const std::string& source, Timestamp now);

}  // namespace wavespeed_mock

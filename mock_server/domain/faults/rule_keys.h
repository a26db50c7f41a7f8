// The condition `key` of rules that belong to one account: such a rule can only fire for a key of
// that account. Messages do not contain the key, which is a secret.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/value/api_error.h"
#include "domain/faults/active_rule.h"
#include "store/store.h"
#include "wavespeed_mock/new_account.h"

namespace wavespeed_mock {

// HTTP 400 for a rule of `scope` whose key is not one of that account's.
std::optional<ApiError> find_key_problem(const std::vector<ActiveRule::Content>& rules,
                                         const StoredAccount& scope, const Store& store);

// The same of an account that is yet to open with these keys. Throws ConfigError; `where` names the
// account.
void check_rule_keys(const std::vector<ActiveRule::Content>& rules,
                     const std::vector<NewApiKey>& keys, const std::string& where);

}  // namespace wavespeed_mock

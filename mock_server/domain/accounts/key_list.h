// API keys as a fixture, a scenario or the control plane lists them for a new account.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/json_reader.h"
#include "base/value/field_problem.h"
#include "records/account.h"
#include "wavespeed_mock/new_account.h"

namespace wavespeed_mock {

// What is wrong with keys that were not read from JSON.
std::optional<FieldProblem> find_problem(const std::vector<NewApiKey>& keys);

// The field `keys`, at least one: texts, or {"key": "…", "name": "ci"}. Throws ConfigError, also
// for a key that appears twice.
std::vector<NewApiKey> read_key_list(JsonReader& in);

// The keys as an account keeps them that has begun with them.
ApiKeys key_ring(const std::vector<NewApiKey>& keys, const Account& account, Timestamp now);

// How messages name one of the keys, which are secret: "keys[0]".
std::string key_in_list(std::size_t index);

// What the account's key of that number is called that was given no name.
std::string usual_key_name(const Account& account, KeyNumber number);

}  // namespace wavespeed_mock

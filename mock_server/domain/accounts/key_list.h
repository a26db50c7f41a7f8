// API keys as a fixture, a scenario or the control plane lists them for a new account.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text/json_reader.h"
#include "records/account.h"

namespace wavespeed_mock {

struct NamedKey {
  std::string text;
  std::string name;  // "": it has none of its own
};

// The field `keys`, at least one: texts, or {"key": "…", "name": "ci"}. Throws ConfigError, also
// for a key that appears twice.
std::vector<NamedKey> read_key_list(JsonReader& in);

// The keys as an account keeps them that has begun with them.
ApiKeys key_ring(const std::vector<NamedKey>& keys, const Account& account, Timestamp now);

// What the account's key of that number is called that was given no name.
std::string usual_key_name(const Account& account, KeyNumber number);

}  // namespace wavespeed_mock

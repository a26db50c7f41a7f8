#include "domain/faults/rule_keys.h"

#include <algorithm>

#include "base/text/json_reader.h"

namespace wavespeed_mock {
namespace {

constexpr const char* kNeverFires =
    "is not one of the keys of the account whose rule this is, so that the rule would never fire; ";

}  // namespace

std::optional<ApiError> find_key_problem(const std::vector<ActiveRule::Content>& rules,
                                         const StoredAccount& scope, const Store& store) {
  const auto is_of_scope = [&](const ActiveRule::Content& rule) {
    return rule.key.empty() || store.find_account(rule.key) == &scope;
  };
  if (std::all_of(rules.begin(), rules.end(), is_of_scope)) return std::nullopt;
  return ApiError{.http = 400,
                  .code = 400,
                  .message = "field \"key\": " + std::string(kNeverFires) +
                             "leave out \"key\", or the header Authorization, or make the key "
                             "first"};
}

void check_rule_keys(const std::vector<ActiveRule::Content>& rules,
                     const std::vector<NewApiKey>& keys, const std::string& where) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto same = [&](const NewApiKey& key) { return key.key == rules[i].key; };
    if (rules[i].key.empty() || std::any_of(keys.begin(), keys.end(), same)) continue;
    refuse_field(where + ": faults[" + std::to_string(i) + "]", "key",
                 std::string(kNeverFires) + "leave it out, or list it in \"keys\"");
  }
}

}  // namespace wavespeed_mock

#include "domain/scenarios/account_loader.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/text/json_reader.h"

namespace wavespeed_mock {

StoredAccount& load_account(Accounts& accounts, FaultRules& rules, const nlohmann::json& entry,
                            const std::string& where, const std::string& source, Timestamp now) {
  // Before the account opens: with a wrong rule it does not.
  std::vector<ActiveRule::Content> own;
  const auto name = entry.is_object() ? entry.find("name") : entry.end();
  const bool has_name = name != entry.end() && name->is_string();
  const std::string named = has_name ? where + " \"" + name->get<std::string>() + "\"" : where;
  if (entry.is_object()) {
    JsonReader in(entry, named);
    own = rules.read_list(in, "faults");
  }
  StoredAccount& account = accounts.load(entry, where, now);
  const auto added = rules.add(&account, std::move(own), source, now);
  if (!added) throw ConfigError(named + ": " + added.error().message);
  return account;
}

}  // namespace wavespeed_mock

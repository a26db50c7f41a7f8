#include "domain/account_loader.h"

#include <nlohmann/json.hpp>

#include "base/json_reader.h"

namespace wavespeed_mock {

void load_account(Accounts& accounts, FaultRules& rules, const nlohmann::json& entry,
                  const std::string& where, const std::string& source, Timestamp now) {
  AccountCell& account = accounts.load(entry, where, now);
  const std::string named = where + " \"" + account.account().name + "\"";
  JsonReader in(entry, named);
  const auto added = rules.add(&account, rules.read_list(in, "faults"), source, now);
  if (!added) throw ConfigError(named + ": " + added.error().message);
}

}  // namespace wavespeed_mock

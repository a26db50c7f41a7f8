#include "domain/scenarios/account_loader.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "domain/faults/rule_keys.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

AccountWithFaults read_account(const Accounts& accounts, const FaultRules& rules,
                               const nlohmann::json& entry, const std::string& where,
                               Timestamp now) {
  AccountWithFaults read;
  if (entry.is_object()) {
    const auto name = entry.find("name");
    const bool has_name = name != entry.end() && name->is_string();
    JsonReader in(entry, has_name ? where + ' ' + json_quote(*name) : where, "account");
    read.faults = rules.read_list(in, "faults");
  }
  read.account = accounts.read_entry(entry, where, now);
  check_rule_keys(read.faults, read.account.keys, read.account.where);
  return read;
}

StoredAccount& open_account(Accounts& accounts, FaultRules& rules, AccountWithFaults entry,
                            const std::string& source, Timestamp now) {
  const std::string where = entry.account.where;
  StoredAccount& account = accounts.open(std::move(entry.account), now);
  const auto added = rules.add(&account, std::move(entry.faults), source, now);
  if (!added) throw ConfigError(where + ": " + added.error().message);
  return account;
}

StoredAccount& load_account(Accounts& accounts, FaultRules& rules, const nlohmann::json& entry,
                            const std::string& where, const std::string& source, Timestamp now) {
  return open_account(accounts, rules, read_account(accounts, rules, entry, where, now), source,
                      now);
}

}  // namespace wavespeed_mock

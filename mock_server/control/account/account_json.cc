#include "control/account/account_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/bill_json.h"
#include "base/value/timestamp.h"
#include "domain/accounts/account_tier.h"
#include "domain/accounts/api_keys.h"
#include "domain/scenarios/account_changes.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

struct KeyUse {
  std::uint64_t requests = 0;
  Money cost;  // charges less refunds
};

std::vector<KeyUse> uses_of(const Ledger& ledger, std::size_t keys) {
  std::vector<KeyUse> uses(keys);
  for (const LedgerEntry& entry : ledger.entries) {
    // Of a key that the account has no more, the first tells, as on bills.
    if (!is_of_task(entry.kind)) continue;
    KeyUse& use = uses[entry.key < keys ? entry.key : 0];
    use.requests += entry.count;  // a refund has none
    use.cost += -entry.amount;
  }
  return uses;
}

ordered_json to_json(const Account& account, const ApiKey& key, KeyNumber number,
                     const KeyUse& use) {
  return {{"id", access_key_id(account, number)},
          {"name", key.name},
          {"created_at", to_rfc3339(key.created)},
          {"revoked_at", key.revoked ? ordered_json(to_rfc3339(*key.revoked)) : ordered_json()},
          {"requests", use.requests},
          {"cost", use.cost.usd()}};
}

ordered_json discounts_json(const Discounts* discounts) {
  ordered_json list = ordered_json::array();
  if (discounts == nullptr) return list;
  constexpr double kPerPercent = 100;
  for (const Discount& discount : *discounts) {
    list.push_back({{"models", discount.models},
                    {"percent", discount.rate / kPerPercent},
                    {"from_usd", discount.from.usd()}});
  }
  return list;
}

}  // namespace

ordered_json account_json(const Account& account, const AccountState& state) {
  const Timestamp opened = opened_at(state.ledger);
  const auto keys = list_keys(account, state.terms.keys, opened);
  const auto usable =
      std::count_if(keys.begin(), keys.end(), [](const ApiKey& key) { return !key.revoked; });
  return {{"account", account.name},
          {"tag", account.tag},
          {"status", to_text(state.terms.status)},
          {"note", state.terms.note},
          {"tier", tier_of(state).id},
          {"balance", state.ledger.balance.usd()},
          {"topped_up", state.ledger.topped_up.usd()},
          {"keys", usable},
          {"discounts", discounts_json(state.terms.discounts.get())},
          {"opened_at", to_rfc3339(opened)}};
}

ordered_json keys_json(const Account& account, const AccountState& state) {
  const auto keys = list_keys(account, state.terms.keys, opened_at(state.ledger));
  const auto uses = uses_of(state.ledger, keys.size());
  ordered_json list = ordered_json::array();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    list.push_back(to_json(account, keys[i], static_cast<KeyNumber>(i), uses[i]));
  }
  return list;
}

ordered_json key_json(const Account& account, const AccountState& state, KeyNumber key) {
  return keys_json(account, state).at(key);
}

}  // namespace wavespeed_mock

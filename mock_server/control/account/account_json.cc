#include "control/account/account_json.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "base/value/timestamp.h"
#include "domain/accounts/account_info.h"
#include "domain/accounts/key_info.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json discounts_json(const std::vector<Discount>& discounts) {
  ordered_json list = ordered_json::array();
  for (const Discount& discount : discounts) {
    list.push_back({{"models", discount.models},
                    {"percent", discount.percent},
                    {"from_usd", discount.from.usd()}});
  }
  return list;
}

}  // namespace

ordered_json account_json(const Account& account, const AccountState& state) {
  const AccountInfo info = account_info(account, state);
  return {{"account", info.name},
          {"tag", info.tag},
          {"status", to_text(info.status)},
          {"note", info.note},
          {"tier", info.tier},
          {"balance", info.balance.usd()},
          {"topped_up", info.topped_up.usd()},
          {"keys", info.keys},
          {"discounts", discounts_json(info.discounts)},
          {"opened_at", to_rfc3339(info.opened_at)}};
}

ordered_json keys_json(const Account& account, const AccountState& state) {
  ordered_json list = ordered_json::array();
  for (const ApiKeyInfo& key : list_key_info(account, state)) list.push_back(key_json(key));
  return list;
}

ordered_json key_json(const ApiKeyInfo& key) {
  ordered_json shown = {
      {"id", key.id},
      {"name", key.name},
      {"created_at", to_rfc3339(key.created_at)},
      {"revoked_at", key.revoked_at ? ordered_json(to_rfc3339(*key.revoked_at)) : ordered_json()},
      {"requests", key.requests},
      {"cost", key.cost.usd()}};
  if (!key.key.empty()) shown["key"] = key.key;
  return shown;
}

}  // namespace wavespeed_mock

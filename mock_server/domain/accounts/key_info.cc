#include "domain/accounts/key_info.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/quoting.h"
#include "domain/accounts/api_keys.h"

namespace wavespeed_mock {
namespace {

struct KeyUse {
  std::uint64_t requests = 0;
  Money cost;  // charges less refunds
};

std::vector<KeyUse> uses_of(const Ledger& ledger, std::size_t keys) {
  std::vector<KeyUse> uses(keys);
  for (const LedgerEntry& entry : ledger.entries) {
    if (!is_of_task(entry.kind)) continue;
    // Use of a key that the account no longer has counts as the first key's, as on bills.
    KeyUse& use = uses[entry.key < keys ? entry.key : 0];
    use.requests += entry.count;  // a refund has none
    use.cost += -entry.amount;
  }
  return uses;
}

std::optional<KeyNumber> find_key(const Account& account, const ApiKeys& keys,
                                  std::string_view id) {
  const std::size_t count = keys == nullptr ? 1 : keys->size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto number = static_cast<KeyNumber>(i);
    if (access_key_id(account, number) == id) return number;
  }
  return std::nullopt;
}

}  // namespace

std::int64_t access_key_number(const Account& account, KeyNumber key) {
  constexpr std::uint64_t kNumbers = 99'999;
  // Each key has two draws; the other one makes the digits of its id.
  const std::uint64_t drawn = account.draws.bits(RandomStream::access_key, 2ULL * key);
  return static_cast<std::int64_t>(drawn % kNumbers) + 1;
}

std::string access_key_id(const Account& account, KeyNumber key) {
  return std::to_string(access_key_number(account, key)) + "_" +
         std::to_string(account.draws.bits(RandomStream::access_key, 2ULL * key + 1));
}

std::vector<ApiKeyInfo> list_key_info(const Account& account, const AccountState& state) {
  const auto keys = list_keys(account, state.terms.keys, opened_at(state.ledger));
  const auto uses = uses_of(state.ledger, keys.size());
  std::vector<ApiKeyInfo> list;
  list.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    list.push_back({.id = access_key_id(account, static_cast<KeyNumber>(i)),
                    .name = keys[i].name,
                    .created_at = keys[i].created,
                    .revoked_at = keys[i].revoked,
                    .requests = uses[i].requests,
                    .cost = uses[i].cost});
  }
  return list;
}

ApiKeyInfo key_info(const Account& account, const AccountState& state, KeyNumber key) {
  return list_key_info(account, state).at(key);
}

ApiKeyInfo new_key_info(const Account& account, const AccountState& state, KeyNumber key) {
  ApiKeyInfo info = key_info(account, state, key);
  info.key = state.terms.keys->at(key).text;
  return info;
}

Outcome<ApiKeyInfo> revoke_key_of_id(const Account& account, AccountState& state,
                                     std::string_view id, Timestamp now) {
  const auto key = find_key(account, state.terms.keys, id);
  if (!key) {
    return ApiError{
        .http = 404, .code = 404, .message = "the account has no key " + json_quote(shortened(id))};
  }
  if (auto problem = revoke_key(account, state, *key, now)) return *std::move(problem);
  return key_info(account, state, *key);
}

}  // namespace wavespeed_mock

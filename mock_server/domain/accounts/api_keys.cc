#include "domain/accounts/api_keys.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/quoting.h"
#include "base/value/conflict.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {

std::vector<ApiKey> list_keys(const Account& account, const ApiKeys& keys, Timestamp opened) {
  if (keys != nullptr) return *keys;
  return {{.text = "", .name = account.name, .created = opened}};
}

Timestamp opened_at(const Ledger& ledger) {
  return ledger.entries.empty() ? Timestamp() : ledger.entries.front().time;
}

std::string key_name(const Account& account, const ApiKeys& keys, KeyNumber key) {
  return keys == nullptr || key >= keys->size() ? account.name : (*keys)[key].name;
}

std::optional<std::string> find_key_problem(const Terms& terms, KeyNumber key,
                                            std::string_view text) {
  const bool is_first = key == 0;
  if (terms.keys == nullptr && is_first) return std::nullopt;
  // The account may have been restored to a time before the key was made.
  if (terms.keys == nullptr || key >= terms.keys->size() ||
      (!is_first && (*terms.keys)[key].text != text)) {
    return "the account no longer has this key: it was restored to a time before the key was made";
  }
  const ApiKey& known = (*terms.keys)[key];
  if (!known.revoked) return std::nullopt;
  return "the key " + text_quote(known.name) + " was revoked at " + to_rfc3339(*known.revoked);
}

std::optional<FieldProblem> find_new_key_problem(std::string_view name, std::string_view text) {
  constexpr std::size_t kLongest = 200;
  if (name.size() > kLongest) return FieldProblem{"name", "must have 200 bytes at most"};
  if (text.empty() || is_well_formed_key(text)) return std::nullopt;
  return FieldProblem{"key",
                      "must be 1 to 512 visible ASCII characters; it " + find_key_fault(text)};
}

std::optional<ApiError> revoke_key(const Account& account, AccountState& state, KeyNumber key,
                                   Timestamp now) {
  auto keys = std::make_shared<std::vector<ApiKey>>(
      list_keys(account, state.terms.keys, opened_at(state.ledger)));
  ApiKey& revoked = (*keys)[key];
  if (revoked.revoked) {
    return conflict("the key " + text_quote(revoked.name) + " was revoked at " +
                    to_rfc3339(*revoked.revoked));
  }
  revoked.revoked = now;
  state.terms.keys = std::move(keys);
  return std::nullopt;
}

}  // namespace wavespeed_mock

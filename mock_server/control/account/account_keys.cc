#include "control/account/account_keys.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/bill_json.h"
#include "api/envelope.h"
#include "base/http/percent_encoding.h"
#include "base/text/quoting.h"
#include "control/account/account_json.h"
#include "control/account/account_path.h"
#include "control/control_body.h"
#include "domain/accounts/accounts.h"
#include "domain/accounts/api_keys.h"
#include "domain/billing/ledger.h"
#include "records/api_key.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

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

Outcome<Response> list_account_keys(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  return success((*account)->with(call.now, [&](AccountState& state, Timestamp) {
    return ordered_json{{"keys", keys_json((*account)->account(), state)}};
  }));
}

Outcome<Response> make_account_key(const ControlContext& context, const Call& call) {
  const auto account = account_to_change(context, call);
  if (!account) return account.error();
  std::string name;
  std::string text;
  if (auto problem = read_control_body(call, [&](JsonReader& in) {
        constexpr std::size_t kLongest = 200;
        name = in.text("name", "");
        if (name.size() > kLongest) in.complain("name", "must have 200 bytes at most");
        text = in.text("key", "");
        if (!text.empty() && !is_well_formed_key(text)) {
          in.complain("key", "must be 1 to 512 visible ASCII characters, not " + json_quote(text));
        }
      })) {
    return *std::move(problem);
  }
  const auto number =
      context.accounts.make_key(**account, std::move(name), std::move(text), call.now);
  if (!number) return number.error();
  return success((*account)->peek([&](const AccountState& state) {
    ordered_json made = key_json((*account)->account(), state, *number);
    made["key"] = (*state.terms.keys)[*number].text;
    return made;
  }));
}

Outcome<Response> revoke_account_key(const ControlContext& context, const Call& call) {
  const auto found = account_to_change(context, call);
  if (!found) return found.error();
  StoredAccount& account = **found;
  const std::string_view in_path = call.values[1];
  const std::string id = percent_decoded(in_path).value_or(std::string(in_path));
  return account.with(call.now, [&](AccountState& state, Timestamp now) -> Outcome<Response> {
    const auto key = find_key(account.account(), state.terms.keys, id);
    if (!key) {
      return ApiError{.http = 404,
                      .code = 404,
                      .message = "the account has no key " + json_quote(shortened(id)) +
                                 "; the list of keys shows the ids"};
    }
    if (auto revoked = revoke_key(account.account(), state, *key, now)) return *std::move(revoked);
    return success(key_json(account.account(), state, *key));
  });
}

}  // namespace wavespeed_mock

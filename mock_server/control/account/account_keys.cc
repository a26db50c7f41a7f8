#include "control/account/account_keys.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/envelope.h"
#include "control/account/account_json.h"
#include "control/account/account_path.h"
#include "control/control_body.h"
#include "domain/accounts/accounts.h"
#include "domain/accounts/api_keys.h"
#include "domain/accounts/key_info.h"

namespace wavespeed_mock {
Outcome<Response> list_account_keys(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  return success((*account)->with(call.now, [&](AccountState& state, Timestamp) {
    return nlohmann::ordered_json{{"keys", keys_json((*account)->account(), state)}};
  }));
}

Outcome<Response> make_account_key(const ControlContext& context, const Call& call) {
  const auto account = account_to_change(context, call);
  if (!account) return account.error();
  std::string name;
  std::string text;
  if (auto problem = read_control_body(call, [&](JsonReader& in) {
        name = in.text("name", "");
        text = in.text("key", "");
        if (const auto wrong = find_new_key_problem(name, text)) {
          in.fail(wrong->field, wrong->problem);
        }
      })) {
    return *std::move(problem);
  }
  const auto number =
      context.accounts.make_key(**account, std::move(name), std::move(text), call.now);
  if (!number) return number.error();
  return success((*account)->peek([&](const AccountState& state) {
    return key_json(new_key_info((*account)->account(), state, *number));
  }));
}

Outcome<Response> revoke_account_key(const ControlContext& context, const Call& call) {
  const auto found = account_to_change(context, call);
  if (!found) return found.error();
  StoredAccount& account = **found;
  const std::string_view id = call.values[1];
  auto revoked = account.with(call.now, [&](AccountState& state, Timestamp now) {
    return revoke_key_of_id(account.account(), state, id, now);
  });
  if (revoked) return success(key_json(*revoked));
  if (revoked.error().http == 404) {
    revoked.error().message += "; the list of keys shows the ids";
  }
  return revoked.error();
}

}  // namespace wavespeed_mock

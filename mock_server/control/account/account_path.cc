#include "control/account/account_path.h"

#include <string>
#include <vector>

#include "api/authentication.h"
#include "base/http/web_url.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "domain/accounts/account_name.h"
#include "domain/scenarios/account_changes.h"

namespace wavespeed_mock {

Outcome<StoredAccount*> account_in_path(const ControlContext& context, const Call& call) {
  const std::string wanted(call.values[0]);
  if (wanted == kOwnAccount) {
    const auto owner = identify(call.request, context.accounts, call.now, "Invalid API key");
    if (!owner) return owner.error();
    return owner->account;
  }
  StoredAccount* found = nullptr;
  std::vector<std::string> names;
  context.store.for_each_account([&](StoredAccount& account) {
    const Account& known = account.account();
    // A tag is unique, a name is not: the first that has it.
    if (known.tag == wanted || (found == nullptr && known.name == wanted)) found = &account;
    names.push_back(known.name);
  });
  if (found != nullptr) return found;
  if (context.store.find_account(wanted) != nullptr) {
    return ApiError{.http = 404,
                    .code = 404,
                    .message =
                        "a path names an account by its name or its tag, not by a key; "
                        "\"self\" is the account of the key in Authorization"};
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  return ApiError{
      .http = 404,
      .code = 404,
      .message = "there is no account \"" + shortened(wanted) + "\"" + did_you_mean(wanted, known) +
                 "; an account is created when its key is first used, and \"self\" is that "
                 "of the key"};
}

Outcome<StoredAccount*> account_to_change(const ControlContext& context, const Call& call) {
  auto account = account_in_path(context, call);
  if (!account) return account;
  if (auto ended = find_end(**account)) return *std::move(ended);
  return account;
}

}  // namespace wavespeed_mock

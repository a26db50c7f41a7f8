#include "control/scope.h"

#include "api/authentication.h"

namespace wavespeed_mock {

Outcome<StoredAccount*> scope_of(const ControlContext& context, const Call& call) {
  if (call.request.headers.find("Authorization") == nullptr) return {nullptr};
  const auto owner = identify(call.request, context.accounts, call.now, "Invalid API key");
  if (!owner) return owner.error();
  return owner->account;
}

}  // namespace wavespeed_mock

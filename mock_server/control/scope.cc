#include "control/scope.h"

#include "api/access.h"

namespace wavespeed_mock {

Outcome<StoredAccount*> scope_of(const Services& services, const Call& call) {
  if (call.request.headers.find("Authorization") == nullptr) return {nullptr};
  const auto owner = identify(call.request, *services.accounts, call.now, "Invalid API key");
  if (!owner) return owner.error();
  return owner->account;
}

}  // namespace wavespeed_mock

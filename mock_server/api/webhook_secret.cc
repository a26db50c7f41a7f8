#include "api/webhook_secret.h"

#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "domain/webhooks/webhook_signature.h"

namespace wavespeed_mock {

Outcome<Response> get_webhook_secret(const ApiContext&, const Call& call) {
  return success({{"secret", current_webhook_secret(*call.account, call.now)}});
}

std::string first_webhook_secret(const SeededRandom& draws) {
  return webhook_secret(draws, 0);
}

std::string current_webhook_secret(StoredAccount& account, Timestamp now) {
  const std::uint64_t rotations = account.with(
      now, [](const AccountState& state, Timestamp) { return state.webhook_secret_rotations; });
  return webhook_secret(account.account().draws, rotations);
}

std::string rotated_webhook_secret(StoredAccount& account, Timestamp now) {
  const std::uint64_t rotations = account.with(
      now, [](AccountState& state, Timestamp) { return ++state.webhook_secret_rotations; });
  return webhook_secret(account.account().draws, rotations);
}

}  // namespace wavespeed_mock

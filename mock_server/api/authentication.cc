#include "api/authentication.h"

#include <string>
#include <utility>

#include "base/text/ascii.h"
#include "domain/accounts/api_keys.h"
#include "records/api_key.h"

namespace wavespeed_mock {
namespace {

// The key, or an empty view and why there is none.
std::string_view bearer_key(const Request& request, std::string_view& problem) {
  constexpr std::string_view kScheme = "bearer ";
  const std::string* header = request.headers.find("Authorization");
  if (header == nullptr) {
    problem = "no Authorization header; send \"Authorization: Bearer <key>\"";
    return {};
  }
  std::string_view value = *header;
  if (!equal_ignoring_case(value.substr(0, kScheme.size()), kScheme)) {
    problem = "the Authorization header is not of the form \"Bearer <key>\"";
    return {};
  }
  // Spaces may surround a key; a tab may not (RFC 9110, 11.4).
  value = trimmed(value.substr(kScheme.size()), is_space);
  if (!is_well_formed_key(value)) {
    problem = "the key must be 1 to 512 visible ASCII characters without spaces";
    return {};
  }
  return value;
}

ApiError unauthorized(std::string_view key_error, std::string_view problem) {
  return {
      .http = 401, .code = 401, .message = std::string(key_error), .reason = std::string(problem)};
}

ApiError forbidden(std::string message) {
  return {
      .http = 403, .code = 403, .message = std::move(message), .error_code = "PERMISSION_DENIED"};
}

}  // namespace

Outcome<KeyOwner> identify(const Request& request, Accounts& accounts, Timestamp now,
                           std::string_view key_error) {
  std::string_view problem;
  const std::string_view key = bearer_key(request, problem);
  if (key.empty()) return unauthorized(key_error, problem);
  const KeyOwner owner = accounts.find_or_open(key, now);
  if (owner.account == nullptr) {
    return unauthorized(key_error, "auth is strict and no account has this key");
  }
  return owner;
}

Outcome<KeyOwner> authenticate(const Request& request, Accounts& accounts, Timestamp now,
                               std::string_view key_error) {
  auto identified = identify(request, accounts, now, key_error);
  if (!identified) return identified;
  const KeyOwner owner = *identified;
  if (!owner.account->all_keys_in_use()) {
    const auto revoked = owner.account->peek([&](const AccountState& state) {
      return find_key_problem(state.terms, owner.key, key_text_of(request));
    });
    if (revoked) return unauthorized(key_error, *revoked);
  }
  switch (owner.account->status()) {
    case AccountStatus::active:
      break;
    case AccountStatus::suspended:
      return forbidden("Account suspended");
    case AccountStatus::terminated:
      return forbidden("Account terminated");
  }
  return owner;
}

StoredAccount* known_account(const Request& request, const Store& store) {
  std::string_view problem;
  const std::string_view key = bearer_key(request, problem);
  return key.empty() ? nullptr : store.find_account(key);
}

std::string_view key_text_of(const Request& request) {
  const std::string_view value = trimmed(request.headers.get("Authorization"), is_space);
  return value.substr(value.rfind(' ') + 1);
}

}  // namespace wavespeed_mock

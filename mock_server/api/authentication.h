// Which account a request speaks for.
#pragma once

#include "base/value/api_error.h"
#include "domain/accounts/accounts.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Whose the request's key is, as below, whether or not it may be used.
Outcome<KeyOwner> identify(const Request& request, Accounts& accounts, Timestamp now,
                           std::string_view key_error);

// Whose the request's `Authorization: Bearer <key>` is. A missing, empty, malformed, revoked or (in
// strict mode) unknown key is 401 with `key_error` as its message; an account that is suspended or
// terminated is 403.
Outcome<KeyOwner> authenticate(const Request& request, Accounts& accounts, Timestamp now,
                               std::string_view key_error);

// The account that the request's key leads to; null when it leads to none. Opens none, and asks for
// no more than the key: it may be revoked, or its account suspended.
StoredAccount* known_account(const Request& request, const Store& store);

// What the request's Authorization says after its scheme, well formed or not; "" when nothing.
std::string_view key_text_of(const Request& request);

}  // namespace wavespeed_mock

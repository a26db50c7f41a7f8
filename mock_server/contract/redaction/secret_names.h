// Which names denote a secret or personal data: names of JSON fields, form fields, header
// fields and query parameters. Names are compared word by word and in any case: "apiKey",
// "API_KEY" and "x-api-key" are alike.
//
// Functions only; may be called from several threads.
#pragma once

#include <string_view>

namespace wavespeed_mock {

// "api_key", "accessKeyId", "X-Auth-Token", "webhook-signature". Not "max_tokens", which is a
// number of words, and not "key" alone, which names many things.
bool is_secret_name(std::string_view name);

// Also by names such as "pass", "session_id" and "auth", which are ordinary words too: there only a
// value that looks like a secret is one.
bool names_secret(std::string_view name, std::string_view value);
bool is_ambiguous_name(std::string_view name);

// Of a header field also "X-Auth", "X-Key", "Mcp-Session-Id". Not "Idempotency-Key".
bool is_secret_header(std::string_view name);

// In a URL also the short names that denote a signature there: "sig", "key", "Policy".
bool is_secret_parameter(std::string_view name);

// Whether a number is a secret too under this name: "password", "pin". Under other secret names,
// such as "token", it is more likely a count.
bool is_secret_number(std::string_view name);

// Header fields with the client's address, such as X-Forwarded-For.
bool is_address_header(std::string_view name);

}  // namespace wavespeed_mock

// Which names denote a secret or personal data: names of JSON fields, form fields, header
// fields and query parameters.
//
// Functions only; may be called from several threads.
#pragma once

#include <string_view>

namespace wavespeed_mock {

// "api_key", "accessKeyId", "X-Auth-Token", "webhook-signature". Not "max_tokens", not "key".
bool is_secret_name(std::string_view name);

// In a URL also the short names that denote a signature there: "sig", "key", "Policy".
bool is_secret_parameter(std::string_view name);

// Also a number is a secret under this name: "password", "pin".
bool is_secret_number(std::string_view name);

// Header fields with the client's address, such as X-Forwarded-For.
bool is_address_header(std::string_view name);

}  // namespace wavespeed_mock

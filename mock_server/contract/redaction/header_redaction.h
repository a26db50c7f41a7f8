// Redaction of header fields: Authorization, cookies, fields with secret names, the addresses of
// clients, and texts.
//
// Functions only; each uses its SecretText alone.
#pragma once

#include <cstddef>
#include <string_view>

#include "contract/redaction/secret_text.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Fields of this size in bytes, or longer, may have lost their end.
struct FieldEnds {
  std::size_t max_size = std::string_view::npos;
  TextEnd of(std::string_view value) const {
    return value.size() >= max_size ? TextEnd::cut : TextEnd::whole;
  }
};

// Notes the secrets in the fields.
void note_headers(SecretText& secrets, const Headers& headers, const FieldEnds& ends);

// The fields without secrets. Those with secret names are left out, cookies among them; of
// Authorization the scheme stays, and of the addresses of clients how many there are.
Headers redacted_headers(SecretText& secrets, const Headers& headers, const FieldEnds& ends);

}  // namespace wavespeed_mock

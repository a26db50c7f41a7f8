// Redaction of bodies by what they are: JSON, forms of either kind, text, or bytes. Bytes, such as
// pictures, keep everything but the secrets that other texts have told.
//
// Functions only; each uses its SecretText alone.
#pragma once

#include <string>
#include <string_view>

#include "contract/document.h"
#include "contract/redaction/secret_text.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Views of what the caller owns.
struct BodyText {
  std::string_view body;
  const Headers& headers;     // its media type says what it is
  const std::string& schema;  // the JSON pointer of its schema in the contract; "" for none
  TextEnd end = TextEnd::whole;
};

// Notes the secrets in the body.
void note_body(SecretText& secrets, const ContractDocument& document, const BodyText& text);

// The body without secrets; all else as it was, to the byte.
std::string redacted_body(SecretText& secrets, const ContractDocument& document,
                          const BodyText& text);

}  // namespace wavespeed_mock

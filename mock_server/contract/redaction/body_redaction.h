// Redaction of bodies by what they are: JSON, forms of either kind, text, or bytes.
//
// Functions only; each uses its SecretText alone.
#pragma once

#include <string>
#include <string_view>

#include "contract/document.h"
#include "contract/redaction/secret_text.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

struct BodyText {
  std::string_view body;
  const Headers& headers;
  const std::string& schema;  // the JSON pointer of what describes it; "" when nothing does
  TextEnd end = TextEnd::whole;
};

// Notes the secrets in it.
void note_body(SecretText& secrets, const ContractDocument& document, const BodyText& text);

// The body without secrets.
std::string redacted_body(SecretText& secrets, const ContractDocument& document,
                          const BodyText& text);

}  // namespace wavespeed_mock

// Redaction of the fields of a query or of a form in the same syntax: "page=2&api_key=KEY".
//
// Functions only; each uses its SecretText alone.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "contract/redaction/secret_text.h"

namespace wavespeed_mock {

// Notes the secrets of the target of a request, or of a form as its body: the values of fields that
// `sensitive` names or that have secret names, and what other texts in it name.
void note_target(SecretText& secrets, std::string_view target,
                 const std::set<std::string>& sensitive, TextEnd end);
void note_form(SecretText& secrets, std::string_view form, TextEnd end);

// The same text without secrets; all else as it was, escapes too.
std::string redacted_target(SecretText& secrets, std::string_view target,
                            const std::set<std::string>& sensitive, TextEnd end);
std::string redacted_form(SecretText& secrets, std::string_view form, TextEnd end);

}  // namespace wavespeed_mock

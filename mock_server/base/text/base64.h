// Bytes as Base64 text (RFC 4648, with padding), as the service embeds files in its answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// Appends the text without line breaks.
void append_base64(std::string& out, std::string_view bytes);

// Whether `text` is such a text, in one pass and without decoding it.
bool is_base64(std::string_view text);

// The bytes of such a text. Nullopt if it is not base64: other characters, a missing or misplaced
// padding.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace wavespeed_mock

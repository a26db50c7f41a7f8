// Bytes as Base64 text (RFC 4648, with padding), as the service embeds files in its answers.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// Appends the text without line breaks.
void append_base64(std::string& out, std::string_view bytes);

}  // namespace wavespeed_mock

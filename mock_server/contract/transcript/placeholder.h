// What stands in a transcript for what is not written there: secrets, personal data, and the
// address of the server that was recorded.
//
// Functions only; may be called from several threads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// The server's own address, put back when a transcript is replayed.
inline constexpr std::string_view kBaseUrlPlaceholder = "{{base_url}}";

// "{{key-1}}"; in a URL "redacted-key-1", because clients take braces there for something else.
std::string placeholder(std::string_view kind, std::size_t number, bool in_url);

// `text` with the address of a server put back.
std::string with_base_url(std::string_view text, std::string_view base_url);

// Whether a text contains one of those, in either form. The base URL's is none of them.
bool has_placeholder(std::string_view text);

}  // namespace wavespeed_mock

// The placeholders in a transcript: for secrets, for personal data, for the address of the
// recorded server.
//
// Functions only; may be called from several threads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// The server's own address, inserted again when a transcript is replayed.
inline constexpr std::string_view kBaseUrlPlaceholder = "{{base_url}}";

// "{{key-1}}"; in a URL "redacted-key-1", because clients take braces there for something else.
std::string placeholder(std::string_view kind, std::size_t number, bool in_url);

// `text` with the placeholder replaced by the address of a server.
std::string with_base_url(std::string_view text, std::string_view base_url);

// How much of `text` the placeholder at its front takes, in either form; 0 when there is none.
std::size_t placeholder_size(std::string_view text);

// Whether a text is one of those and nothing else, in either form.
bool is_placeholder(std::string_view text);

// Whether a text contains one of those, in either form. The base URL's is none of them.
bool has_placeholder(std::string_view text);

}  // namespace wavespeed_mock

// Percent-encoding, by which URLs carry bytes that they cannot hold as they are (RFC 3986, 2.1).
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// `text` as one segment of a path: each byte that is not a letter, a digit, "-", ".", "_" or "~" as
// "%2F".
std::string percent_encoded(std::string_view text);

// The byte that "%2F" at the front of `text` means; nullopt where `text` begins otherwise.
std::optional<char> encoded_byte(std::string_view text);

// `text` with each "%2F" replaced by its byte; nullopt when a "%" is not followed by two
// hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text);

// The same, but `text` itself where nothing is encoded or a "%" is wrong. What is decoded is kept
// in `room`, which must live as long as the result.
std::string_view decoded_if_valid(std::string_view text, std::string& room);

// `text`, the query of a URL, decoded: "+" is a space, and a "%" that is not followed by two
// hexadecimal digits stays as it is.
std::string query_decoded(std::string_view text);

}  // namespace wavespeed_mock

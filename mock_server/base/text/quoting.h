// Quotes text from outside in messages: always short, on one line, never cut inside a character.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// `text`, cut to at most `max` bytes at the end of a UTF-8 character, with "…" where it was cut.
std::string shortened(std::string_view text, std::size_t max = 200);

// `text` with JSON's escapes for its control characters: a file name or a key with a line break or
// a NUL would break the message apart, and others would control the terminal.
std::string one_line(std::string_view text);

// A JSON value as JSON text on one line, shortened to 60 bytes.
std::string json_quote(const nlohmann::json& value);

// What is said instead of a value that may be a secret, as a key or a password: "a string", "a
// list".
std::string json_kind(const nlohmann::json& value);

// The same as json_quote for a text.
std::string text_quote(std::string_view text);

}  // namespace wavespeed_mock

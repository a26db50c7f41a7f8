// Quotes what a client sent, for messages: always short, never cut inside a character.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// `text`, cut to at most `max` bytes at the end of a UTF-8 character, with "…" where it was cut.
std::string shortened(std::string_view text, std::size_t max = 200);

// A JSON value as JSON text, shortened to 60 bytes.
std::string json_quote(const nlohmann::json& value);

// What is said instead of a value that may be a secret, as a key or a password: "a string", "a
// list".
std::string json_kind(const nlohmann::json& value);

// With blanks for control characters, so that a line stays one, and a terminal is told nothing.
std::string on_one_line(std::string text);

}  // namespace wavespeed_mock

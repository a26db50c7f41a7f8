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

}  // namespace wavespeed_mock

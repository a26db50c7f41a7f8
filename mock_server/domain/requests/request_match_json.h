// The fields of a RequestMatch in JSON, where they are beside those of a rule or a question.
//
// Functions only; may be called from several threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/text/json_reader.h"
#include "wavespeed_mock/request_match.h"

namespace wavespeed_mock {

// Whose conditions they are. Fault rules are evaluated before there is an answer, so they have no
// condition on it.
enum class MatchUse { fault_rule, question };

// Takes the fields out of an object. Throws ConfigError where a value has the wrong type.
RequestMatch read_request_match(JsonReader& in, MatchUse use);

// Adds the fields to an object.
void write_request_match(const RequestMatch& match, nlohmann::ordered_json& out);

// What a status must be, for errors; and whether a text is one.
inline constexpr std::string_view kStatusForm =
    "must be a status such as 404 or \"4xx\", or a list of them, not ";
bool is_status_form(std::string_view text);

}  // namespace wavespeed_mock

// A RequestMatch in JSON: its fields are among those of a fault rule, an expectation or a query.
//
// Functions only; may be called from several threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/text/json_reader.h"
#include "wavespeed_mock/request_match.h"

namespace wavespeed_mock {

// What the conditions are for. A fault rule is evaluated before the request is answered, so it has
// no conditions on the answer; a question is asked about requests that were answered.
enum class MatchUse { fault_rule, question };

// Takes the fields out of an object. Throws ConfigError for a value of the wrong type;
// RequestConditions checks the values themselves.
RequestMatch read_request_match(JsonReader& in, MatchUse use);

// Adds the fields to an object.
void write_request_match(const RequestMatch& match, nlohmann::ordered_json& out);

// Whether a text is a status such as "404" or "4xx".
bool is_status_form(std::string_view text);
// For errors: what a status must be.
inline constexpr std::string_view kStatusForm =
    "must be a status such as 404 or \"4xx\", or a list of them, not ";

}  // namespace wavespeed_mock

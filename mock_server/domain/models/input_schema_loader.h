// Compiles a model's request schema (a JSON schema, as the catalogue endpoint hands it out) into
// the rules that submissions are checked with.
//
// Our own and not a schema library's, because the answer to a wrong input has to name the field and
// what is allowed in the service's way, and because every submission passes through it.
// Keywords that would constrain inputs but are not among those here are refused, not ignored.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "records/input_schema.h"

namespace wavespeed_mock {

// Throws ConfigError naming `where` and the property. Defaults must satisfy their own rules.
InputSchema load_input_schema(const nlohmann::json& schema, const std::string& where);

}  // namespace wavespeed_mock

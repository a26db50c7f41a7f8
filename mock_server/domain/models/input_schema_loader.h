// Compiles a model's request schema (a JSON schema, as the catalogue endpoint hands it out) into
// the rules that submissions are checked with.
//
// Our own and not a schema library's, because the answer to a wrong input has to name the field and
// what is allowed in the service's way, and because every submission passes through it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "records/input_schema.h"

namespace wavespeed_mock {

// Of a schema that a user wrote. Throws ConfigError naming `where` and the property. Keywords that
// would constrain inputs but are not among those here are refused, not ignored, and defaults must
// satisfy their own rules.
InputSchema load_input_schema(const nlohmann::json& schema, const std::string& where);

// Something in a schema of the service's that means nothing, or is against its own rules.
struct SchemaOddity {
  std::string where;  // `acme/x: property "loras": items`
  std::string what;   // `field "maxlength" is not known; did you mean "maxLength"?`
};

// Of a schema that the service wrote, in which nothing is the user's mistake. What is wrong in it
// is added to `oddities` and ignored; a default that its own rules forbid stays the default. Never
// throws for what is in `schema`, which may be any JSON value.
InputSchema load_service_schema(const nlohmann::json& schema, const std::string& where,
                                std::vector<SchemaOddity>& oddities);

}  // namespace wavespeed_mock

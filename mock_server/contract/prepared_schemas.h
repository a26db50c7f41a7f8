// The schemas of a contract made ready for a validator, which judges values stricter than JSON
// Schema by itself does: fields that a schema does not name can be taken as mistakes, and the
// formats of times become patterns.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace wavespeed_mock {

enum class UnknownFields {
  allowed,   // as JSON Schema says
  reported,  // an object with `properties` is complete, unless it says `additionalProperties`
};

// A copy of an OpenAPI document in which every schema is rewritten so.
nlohmann::json prepared_schemas(nlohmann::json document, UnknownFields unknown);

}  // namespace wavespeed_mock

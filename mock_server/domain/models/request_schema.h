// Request schemas as JSON texts.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// The JSON text of `schema`, with the lists "required" and "x-order-properties" where it lacks
// them: clients read these two without asking whether they are there. Any value but an object
// becomes an object without properties.
std::string request_schema_text(const nlohmann::json& schema);

// `schema` with the keywords alone for which `keep` is true, at any depth. Names of inputs and of
// definitions, and values ("default", "enum", "const") are not keywords.
nlohmann::json schema_with(const nlohmann::json& schema, bool (*keep)(std::string_view keyword));

}  // namespace wavespeed_mock

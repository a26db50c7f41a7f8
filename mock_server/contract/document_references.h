// Checks that every reference of an OpenAPI document leads somewhere.
//
// A function only; may be called from several threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace wavespeed_mock {

// What is wrong with the first wrong `$ref`: where it is, what it says, and why that is wrong; ""
// when all are right. A right one is a JSON pointer into the document, such as
// "#/components/schemas/Task", to something that is there. It does not lead back to itself, neither
// through other references nor as one of its own choices. Examples may contain anything.
std::string problem_of_references(const nlohmann::json& document);

}  // namespace wavespeed_mock

// Inputs to start from, for examples of calls.
//
// A function without state.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace wavespeed_mock {

// The required inputs of a request schema, each with its default, its first allowed value, or a
// value of its type. Meant for people to change: of conditions, only that an input has one certain
// value is looked at.
nlohmann::json sample_inputs(const nlohmann::json& schema);

}  // namespace wavespeed_mock

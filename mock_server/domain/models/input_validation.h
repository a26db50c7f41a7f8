// Checks a submission's inputs against its model's rules.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "records/input_schema.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// Nullopt when `inputs` (an object) satisfies the schema. Otherwise what is wrong, one sentence for
// each field and at most five, with what is allowed: `"num_images" must be at most 4, not 9`,
// `"duration" must be 5 or 10 without "last_image", not 7`.
//
// Where `if` of a schema asks for an input that is left out, its default counts.
std::optional<std::string> find_input_problem(const InputSchema& schema,
                                              const nlohmann::json& inputs,
                                              UnknownInputs unknown = UnknownInputs::as_schema);

// The same for a quote, which may leave out what a submission requires. Unknown inputs are ignored.
std::optional<std::string> find_given_input_problem(const InputSchema& schema,
                                                    const nlohmann::json& inputs);

// The same for one value, e.g. a default.
std::optional<std::string> find_value_problem(const InputRule& rule, const nlohmann::json& value);

// A JSON value as rules compare it: nullopt for null, arrays and objects.
std::optional<Scalar> to_scalar(const nlohmann::json& value);

// How many Unicode characters a UTF-8 text has.
std::size_t count_characters(std::string_view text);

}  // namespace wavespeed_mock

// Checks a submission's inputs against its model's rules.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "records/input_schema.h"

namespace wavespeed_mock {

// Nullopt when `inputs` (an object) satisfies the schema. Otherwise what is wrong, one sentence for
// each field and at most five, with what is allowed: `"num_images" must be at most 4, not 9`.
// Inputs the schema does not know are ignored, as the service does.
std::optional<std::string> find_input_problem(const InputSchema& schema,
                                              const nlohmann::json& inputs);

// The same for a quote, which may leave out what a submission requires.
std::optional<std::string> find_given_input_problem(const InputSchema& schema,
                                                    const nlohmann::json& inputs);

// The same for one value, e.g. a default.
std::optional<std::string> find_value_problem(const InputRule& rule, const nlohmann::json& value);

// A JSON value as rules compare it: nullopt for null, arrays and objects.
std::optional<Scalar> to_scalar(const nlohmann::json& value);

// How many Unicode characters a UTF-8 text has.
std::size_t count_characters(std::string_view text);

}  // namespace wavespeed_mock

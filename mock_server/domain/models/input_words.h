// How messages say what an input may be.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "records/input_schema.h"

namespace wavespeed_mock {

// Whole numbers without ".0", as people write limits.
std::string shown(double number);
// As JSON text: "\"1k\"", "5", "true".
std::string shown(const Scalar& scalar);

// "a string or an integer or null"; "" where every type is accepted.
std::string type_names(const InputRule& rule);

// "5, 8, 10"
std::string comma_list(const std::vector<Scalar>& values);
// "5, 8 or 10", "\"a\" and \"b\""
std::string list_with(const std::vector<std::string>& words, std::string_view last);
// "5, 8 or 10"
std::string or_list(const std::vector<Scalar>& values);

// "from 1 to 4", "at least 1", "at most 4"; one of them is given.
std::string range_text(std::optional<double> min, std::optional<double> max);
std::string range_text(std::optional<std::size_t> min, std::optional<std::size_t> max);

}  // namespace wavespeed_mock

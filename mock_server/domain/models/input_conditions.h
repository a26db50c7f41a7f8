// How messages say a condition of a request schema, such as what `if` asks for.
//
// Functions without state; any thread may call them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "records/input_schema.h"

namespace wavespeed_mock {

// Why `condition` holds for `inputs`, or why it does not: `when "resolution" is "1080p"`, `with
// "last_image"`, `without "last_image"`. "" where that is not so simple.
std::string condition_words(const InputRule& condition, bool holds, const nlohmann::json& inputs);

// What is wrong with a value of which `excluded` holds though it must not: `"a" must not be given
// together with "b"`. `path` names the value, "" for all inputs; `prefix` comes before the names of
// its fields.
std::string excluded_problem(const InputRule& excluded, std::string_view path,
                             const std::string& prefix);

// `"a"`, `"b"` of a rule that only asks for these fields to be given; empty for others.
std::vector<std::string> fields_asked_for(const InputRule& rule, const std::string& prefix);

}  // namespace wavespeed_mock

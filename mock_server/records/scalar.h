// A JSON text, number or boolean, without the JSON library: for rules that are compared on each
// submission.
#pragma once

#include <string>
#include <variant>

namespace wavespeed_mock {

using Scalar = std::variant<std::string, double, bool>;

}  // namespace wavespeed_mock

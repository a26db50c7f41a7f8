// The name of an account, which the paths of the control plane take too. What else such a path
// takes cannot be a name, so that no name leads to another account.
//
// A function without state; any thread may call it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/value/field_problem.h"

namespace wavespeed_mock {

inline constexpr std::size_t kMaxAccountName = 200;  // bytes

// How a path says "the account of the key".
inline constexpr std::string_view kOwnAccount = "self";

// Of a name that a fixture, a scenario, a request or a test gives an account; the field is "name".
std::optional<FieldProblem> find_name_problem(std::string_view name);

}  // namespace wavespeed_mock

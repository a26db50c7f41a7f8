// Checks patterns of paths that a user wrote: the routes of rules, the paths of a contract.
//
// A function without state; any thread may call it.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// Why no path can fit a pattern (see PathPattern), as the end of an error: "must not have an empty
// segment (\"//\") in its path"; "" when one can.
std::string problem_of_path_pattern(std::string_view pattern);

}  // namespace wavespeed_mock

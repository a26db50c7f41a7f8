// "Did you mean …?": the known names that are closest to a name that is not known.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

// At most `max` of `known`, nearest first by edit distance (ties in the order given). Names that
// share too little with `wanted` are left out, so the result may be empty.
std::vector<std::string_view> nearest(std::string_view wanted,
                                      std::span<const std::string_view> known, std::size_t max);

// For the end of an error message: `; did you mean "a" or "b"?`, or an empty text when nothing is
// near.
std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> known,
                         std::size_t max = 1);

}  // namespace wavespeed_mock

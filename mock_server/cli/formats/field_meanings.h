// What each field of a fixture or scenario file means, in one line, for people who write one.
//
// Functions without state.
#pragma once

#include <span>
#include <string_view>

namespace wavespeed_mock::cli {

struct FieldMeaning {
  std::string_view kind;  // of the object: "price case"
  std::string_view key;
  std::string_view meaning;  // begins in upper case and ends without a full stop
};

std::span<const FieldMeaning> field_meanings();

// Empty for a field that the table does not have.
std::string_view field_meaning(std::string_view kind, std::string_view key);

}  // namespace wavespeed_mock::cli

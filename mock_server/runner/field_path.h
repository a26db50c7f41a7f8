// The names that cases give to the fields of an answer, such as "data.items[0].id".
//
// A function only; may be called from several threads.
#pragma once

#include <optional>
#include <string_view>

#include "contract/schema_location.h"

namespace wavespeed_mock {

// Keys and indices; "[]" is every entry of a list. Nullopt when `field` is not the name of a field.
std::optional<ValuePath> parse_field(std::string_view field);

}  // namespace wavespeed_mock

// Reads amounts of US dollars through a JsonReader, whose errors name the field.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <string_view>

#include "base/text/json_reader.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// For errors, what an amount must be that cannot be zero.
inline constexpr std::string_view kSomeMoney =
    "must be 0.000001 or more: amounts are whole millionths of a dollar";

// The field `key`, from `min` to kMaxUsd dollars, to the nearest micro-dollar. Refuses an amount
// above 0 that would become 0. The forms without `optional` throw when the field is absent.
Money read_usd(JsonReader& in, std::string_view key, double min = 0);
// The same for an amount that cannot be zero.
Money read_some_usd(JsonReader& in, std::string_view key);
std::optional<Money> read_optional_usd(JsonReader& in, std::string_view key, double min = 0);

}  // namespace wavespeed_mock

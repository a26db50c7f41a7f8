// Writes JSON text straight into a string. For answers of a known shape that clients poll often;
// append_json() writes everything else.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// `text` in quotes, escaped. Bytes that are not UTF-8 come out as U+FFFD, so that the result is
// always valid JSON.
void append_json_string(std::string& out, std::string_view text);
void append_json_number(std::string& out, std::int64_t number);
// In dollars, with a fraction as doubles have one: 0.012, 100.0.
void append_json_amount(std::string& out, Money amount);

// Any value, with U+FFFD for bytes that are not UTF-8, and with no more digits than a double needs:
// 782.047618, where nlohmann/json writes 782.0476180000001 for some. As deep as the value.
void append_json(std::string& out, const nlohmann::ordered_json& value);

// An array of what `append_item` appends to `out` for each of `items`.
template <class Items, class AppendItem>
void append_json_array(std::string& out, const Items& items, AppendItem&& append_item) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!std::exchange(first, false)) out += ',';
    append_item(item);
  }
  out += ']';
}

}  // namespace wavespeed_mock

#include "base/text/json_text.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace wavespeed_mock {
namespace {

bool needs_no_escape(char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

void append_json_double(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  constexpr double kSmallest = 1e-6;
  constexpr double kLargest = 1e15;
  const double size = std::abs(number);
  const bool plain = number == 0 || (size >= kSmallest && size < kLargest);
  char digits[40];
  const auto end = std::to_chars(digits, digits + sizeof digits, number,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific)
                       .ptr;
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  out += text;
  if (plain && text.find('.') == std::string_view::npos) out += ".0";
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (needs_no_escape(c)) continue;
    // Rare: let the library deal with escapes and broken UTF-8.
    using nlohmann::json;
    out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

void append_json_number(std::string& out, std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_json_amount(std::string& out, Money amount) {
  const std::string text = to_decimal(amount);
  out += text;
  if (text.find('.') == std::string::npos) out += ".0";
}

void append_json(std::string& out, const nlohmann::ordered_json& value) {
  if (value.is_object()) {
    out += '{';
    bool first = true;
    for (const auto& [name, member] : value.items()) {
      if (!std::exchange(first, false)) out += ',';
      append_json_string(out, name);
      out += ':';
      append_json(out, member);
    }
    out += '}';
  } else if (value.is_array()) {
    append_json_array(out, value, [&](const auto& element) { append_json(out, element); });
  } else if (value.is_string()) {
    append_json_string(out, value.get_ref<const std::string&>());
  } else if (value.is_number_float()) {
    append_json_double(out, value.get<double>());
  } else {
    out += value.dump();
  }
}

}  // namespace wavespeed_mock

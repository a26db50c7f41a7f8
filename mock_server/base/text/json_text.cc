#include "base/text/json_text.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace wavespeed_mock {
namespace {

bool needs_no_escape(char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
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

}  // namespace wavespeed_mock

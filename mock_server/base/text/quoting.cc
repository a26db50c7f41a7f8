#include "base/text/quoting.h"

#include <nlohmann/json.hpp>

namespace wavespeed_mock {
namespace {

std::string escape_of(unsigned code) {
  switch (code) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      constexpr std::string_view kDigits = "0123456789abcdef";
      return {'\\', 'u', '0', '0', kDigits[code / 16], kDigits[code % 16]};
  }
}

}  // namespace

std::string shortened(std::string_view text, std::size_t max) {
  if (text.size() <= max) return std::string(text);
  std::size_t end = max;
  // A byte 10xxxxxx continues a UTF-8 character, which must not be torn.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if (byte < 0x20 || byte == 0x7f) {
      line += escape_of(byte);
    } else if (byte == 0xc2 && next >= 0x80 && next < 0xa0) {  // U+0080 to U+009F
      line += escape_of(next);
      ++i;
    } else {
      line += text[i];
    }
  }
  return line;
}

std::string json_quote(const nlohmann::json& value) {
  constexpr std::size_t kMax = 60;
  return shortened(one_line(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)),
                   kMax);
}

std::string text_quote(std::string_view text) {
  return json_quote(text);
}

std::string json_kind(const nlohmann::json& value) {
  if (value.is_string() && !value.get_ref<const std::string&>().empty()) return "a string";
  if (value.is_number()) return "a number";
  if (value.is_array()) return "a list";
  if (value.is_object()) return "an object";
  return json_quote(value);  // true, false, null or ""
}

}  // namespace wavespeed_mock

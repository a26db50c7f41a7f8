#include "base/text/quoting.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace wavespeed_mock {

std::string shortened(std::string_view text, std::size_t max) {
  if (text.size() <= max) return std::string(text);
  std::size_t end = max;
  // A byte 10xxxxxx continues a UTF-8 character, which must not be torn.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string json_quote(const nlohmann::json& value) {
  constexpr std::size_t kMax = 60;
  return shortened(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), kMax);
}

std::string parse_problem(const std::exception& parser_error) {
  // The parser's own words open with "[json.exception.parse_error.101] parse error ".
  constexpr std::string_view kOpening = "parse error ";
  std::string_view text = parser_error.what();
  if (text.starts_with('[')) text.remove_prefix(std::min(text.find(' ') + 1, text.size()));
  if (text.starts_with(kOpening)) text.remove_prefix(kOpening.size());
  return shortened(text);
}

}  // namespace wavespeed_mock

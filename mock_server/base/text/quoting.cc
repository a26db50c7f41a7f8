#include "base/text/quoting.h"

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

}  // namespace wavespeed_mock

#include "transport/http/field_line.h"

#include <string>

#include "base/http/field_bytes.h"
#include "base/text/ascii.h"
#include "base/text/quoting.h"

namespace wavespeed_mock::transport {

std::optional<FieldLine> read_field_line(std::string_view line) {
  const std::size_t colon = find_wrong_byte(line, kInToken);
  if (colon == 0 || colon == line.size() || line[colon] != ':') return std::nullopt;
  const FieldLine field{line.substr(0, colon), trimmed(line.substr(colon + 1))};
  if (!is_all_for(field.value, kInField)) return std::nullopt;
  return field;
}

ApiError malformed_field(std::string_view line, std::string_view section) {
  constexpr std::size_t kShown = 80;
  std::string message = "Malformed " + std::string(section) + " field \"" + shortened(line, kShown);
  const std::size_t colon = find_wrong_byte(line, kInToken);
  const bool is_named = colon > 0 && colon < line.size() && line[colon] == ':';
  const std::size_t wrong =
      is_named ? colon + find_wrong_byte(line.substr(colon), kInField) : line.size();
  if (wrong < line.size()) {
    message += "\": " + name_of_byte(line, wrong) +
               " is not allowed in a value, only visible characters, spaces and tabs";
  } else {
    message += "\": expected a name, a colon right after it, and a value";
  }
  return {.http = 400, .code = 400, .message = std::move(message)};
}

}  // namespace wavespeed_mock::transport

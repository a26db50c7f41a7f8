#include "transport/http/field_line.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/http/field_bytes.h"
#include "base/text/ascii.h"
#include "base/text/quoting.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::size_t kShownName = 80;

}  // namespace

std::optional<FieldLine> read_field_line(std::string_view line) {
  const std::size_t colon = find_wrong_byte(line, kInToken);
  if (colon == 0 || colon == line.size() || line[colon] != ':') return std::nullopt;
  const FieldLine field{line.substr(0, colon), trimmed(line.substr(colon + 1))};
  if (!is_all_for(field.value, kInField)) return std::nullopt;
  return field;
}

ApiError malformed_field(std::string_view line, std::string_view section) {
  std::string message = "Malformed " + std::string(section) + " field";
  const std::size_t name_end = find_wrong_byte(line, kInToken);
  const std::size_t colon = std::min(line.find_first_not_of(" \t", name_end), line.size());
  const bool is_named = name_end > 0 && colon < line.size() && line[colon] == ':';
  // Not its value, nor a line without a name: there may be a key in it.
  if (is_named) message += " \"" + shortened(line.substr(0, name_end), kShownName) + '"';
  const std::size_t wrong = colon == name_end && is_named
                                ? colon + find_wrong_byte(line.substr(colon), kInField)
                                : name_end;
  if (is_named && wrong > name_end && wrong < line.size()) {
    message += ": " + name_of_byte(line, wrong) +
               " is not allowed in a value, only visible characters, spaces and tabs";
  } else {
    message += ": expected a name, a colon right after it, and a value";
    if (wrong < line.size()) message += ", not " + name_of_byte(line, wrong);
  }
  return {.http = 400, .code = 400, .message = std::move(message)};
}

}  // namespace wavespeed_mock::transport

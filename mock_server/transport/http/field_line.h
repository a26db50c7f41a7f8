// One line of a header or trailer section.
#pragma once

#include <optional>
#include <string_view>

#include "base/value/api_error.h"

namespace wavespeed_mock::transport {

// Views into the line; the value is without the blanks around it.
struct FieldLine {
  std::string_view name;
  std::string_view value;
};

// `line` is without its CRLF. Nullopt when it is malformed: its name is not a token, a blank or
// nothing precedes the colon, it continues the line before, or its value has a control character.
std::optional<FieldLine> read_field_line(std::string_view line);

// 400, with what is wrong with a malformed line: its name, but never its value, which may be a key.
// `section` is "header" or "trailer".
ApiError malformed_field(std::string_view line, std::string_view section);

}  // namespace wavespeed_mock::transport

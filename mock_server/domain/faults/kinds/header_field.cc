#include "domain/faults/kinds/header_field.h"

#include <utility>

#include "base/http/field_bytes.h"

namespace wavespeed_mock {

void set_header(Headers& headers, std::string_view name, const std::string& value) {
  Headers changed;
  bool written = false;
  for (const Header& field : headers) {
    const bool same = Headers{field}.find(name) != nullptr;
    if (!same) changed.add(field.name, field.value);
    if (!same || written) continue;
    changed.add(std::string(name), value);
    written = true;
  }
  if (!written) changed.add(std::string(name), value);
  headers = std::move(changed);
}

std::string header_value_problem(std::string_view field, std::string_view value) {
  const std::size_t wrong = find_wrong_byte(value, kInField);
  if (wrong == value.size()) return "";
  return "field \"" + std::string(field) + "\" has " + name_of_byte(value, wrong) +
         ", which HTTP does not allow in the value of a header field";
}

}  // namespace wavespeed_mock

#include "domain/faults/kinds/header_field.h"

#include <utility>

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

}  // namespace wavespeed_mock

#include "wavespeed_mock/message.h"

#include <algorithm>
#include <utility>

#include "base/text/ascii.h"

namespace wavespeed_mock {
const std::string* Headers::find(std::string_view name) const {
  for (const Header& field : fields_) {
    if (equal_ignoring_case(field.name, name)) return &field.value;
  }
  return nullptr;
}

std::string_view Headers::get(std::string_view name) const {
  const std::string* value = find(name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

void Headers::add(std::string name, std::string value) {
  fields_.push_back({std::move(name), std::move(value)});
}

}  // namespace wavespeed_mock

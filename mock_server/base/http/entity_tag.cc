#include "base/http/entity_tag.h"

#include <charconv>
#include <functional>

#include "base/text/ascii.h"

namespace wavespeed_mock {

std::string entity_tag_of(std::string_view bytes) {
  constexpr int kHexadecimal = 16;
  char digits[2 * sizeof(std::size_t)];
  const auto end = std::to_chars(digits, digits + sizeof digits,
                                 std::hash<std::string_view>()(bytes), kHexadecimal)
                       .ptr;
  return std::string(digits, end) + "-" + std::to_string(bytes.size());
}

bool names_entity_tag(std::string_view list, std::string_view quoted) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    std::string_view tag = trimmed(list.substr(0, comma));
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == "*" || tag == quoted) return true;
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return false;
}

}  // namespace wavespeed_mock

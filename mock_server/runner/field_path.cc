#include "runner/field_path.h"

#include <algorithm>

namespace wavespeed_mock {

std::optional<ValuePath> parse_field(std::string_view field) {
  ValuePath path;
  bool needs_key = false;  // at the beginning, or after a dot
  if (!field.empty() && field.front() != '[') needs_key = true;
  while (!field.empty() || needs_key) {
    if (!needs_key && field.front() == '[') {
      const std::size_t end = field.find(']');
      if (end == std::string_view::npos) return std::nullopt;
      const std::string_view index = field.substr(1, end - 1);
      if (index.size() > 9 || index.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
      }
      path.emplace_back(index.empty() ? "[]" : index);
      field.remove_prefix(end + 1);
    } else {
      const std::size_t end = std::min(field.find_first_of(".["), field.size());
      if (end == 0) return std::nullopt;
      path.emplace_back(field.substr(0, end));
      field.remove_prefix(end);
      needs_key = false;
    }
    if (field.starts_with('.')) {
      field.remove_prefix(1);
      needs_key = true;
    } else if (!field.empty() && field.front() != '[') {
      return std::nullopt;
    }
  }
  return path;
}

}  // namespace wavespeed_mock

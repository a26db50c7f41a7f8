#include "base/http/query.h"

#include <algorithm>
#include <optional>

#include "base/http/percent_encoding.h"

namespace wavespeed_mock {
namespace {

// Takes the text before the next `end` off the front of `rest`, together with `end`.
std::string_view next_part(std::string_view& rest, char end) {
  const std::size_t at = rest.find(end);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

}  // namespace

Query::Query(std::string_view target) {
  next_part(target, '?');
  while (!target.empty()) {
    std::string_view field = next_part(target, '&');
    if (field.empty()) continue;
    const std::string_view name = next_part(field, '=');
    fields_.emplace_back(query_decoded(name), query_decoded(field));
  }
}

const std::string* Query::find(std::string_view name) const {
  const auto it = std::find_if(fields_.begin(), fields_.end(),
                               [&](const Field& field) { return field.first == name; });
  return it == fields_.end() ? nullptr : &it->second;
}

std::vector<std::string_view> Query::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Field& field : fields_) {
    if (field.first == name) values.push_back(field.second);
  }
  return values;
}

}  // namespace wavespeed_mock

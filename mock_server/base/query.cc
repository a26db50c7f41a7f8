#include "base/query.h"

#include <algorithm>
#include <optional>

namespace wavespeed_mock {
namespace {

// Takes what stands before the next `end` off the front of `rest`, and `end` with it.
std::string_view next_part(std::string_view& rest, char end) {
  const std::size_t at = rest.find(end);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

// The byte that "%2F" at the front of `text` stands for.
std::optional<char> escaped_byte(std::string_view text) {
  constexpr std::size_t kLength = 3;
  if (text.size() < kLength || text[0] != '%') return std::nullopt;
  const auto high = hex_digit(text[1]);
  const auto low = hex_digit(text[2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(*high * 16 + *low);
}

std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto byte = escaped_byte(text);
    out += byte ? *byte : text[0] == '+' ? ' ' : text[0];
    text.remove_prefix(byte ? 3 : 1);
  }
  return out;
}

}  // namespace

Query::Query(std::string_view target) {
  next_part(target, '?');
  while (!target.empty()) {
    std::string_view field = next_part(target, '&');
    if (field.empty()) continue;
    const std::string_view name = next_part(field, '=');
    fields_.emplace_back(decoded(name), decoded(field));
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

#include "records/request_id.h"

#include <charconv>

#include "base/text/json_text.h"

namespace wavespeed_mock {

std::string request_id(std::string_view tag, std::uint64_t number) {
  std::string id(tag);
  id += '-';
  append_json_number(id, static_cast<std::int64_t>(number));
  return id;
}

std::optional<RequestId> parse_request_id(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos || dash == 0) return std::nullopt;
  RequestId id{.tag = text.substr(0, dash)};
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + dash + 1, end, id.number);
  if (error != std::errc() || rest != end) return std::nullopt;
  return id;
}

}  // namespace wavespeed_mock

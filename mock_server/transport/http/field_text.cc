#include "transport/http/field_text.h"

#include <algorithm>

#include "base/text/ascii.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::string_view kBlanks = " \t";

}  // namespace

std::string_view take_until(std::string_view& rest, std::string_view separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + separator.size());
  return taken;
}

bool has_token(std::string_view value, std::string_view token) {
  while (!value.empty()) {
    if (equal_ignoring_case(trimmed(take_until(value, ",")), token)) return true;
  }
  return false;
}

}  // namespace wavespeed_mock::transport

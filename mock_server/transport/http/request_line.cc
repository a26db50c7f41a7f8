#include "transport/http/request_line.h"

#include <algorithm>
#include <array>

#include "base/text/ascii.h"
#include "transport/http/field_text.h"
#include "transport/http/refusal.h"
#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::array<std::string_view, 9> kMethods = {
    "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"};

bool is_known(std::string_view method) {
  return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

// "bytes=0-99", "bytes=-5, 7-"
bool is_range(std::string_view value) {
  constexpr std::string_view kUnit = "bytes=";
  if (!value.starts_with(kUnit)) return false;
  value.remove_prefix(kUnit.size());
  do {
    const std::string_view part = trimmed(take_until(value, ","));
    const bool fits = part.find_first_not_of("0123456789-") == std::string_view::npos;
    if (!fits || part.size() < 2 || std::count(part.begin(), part.end(), '-') != 1) return false;
  } while (!value.empty());
  return true;
}

}  // namespace

Outcome<RequestLine> read_request_line(std::string_view line) {
  RequestLine read;
  read.method = take_until(line, " ");
  read.target = take_until(line, " ");
  if (!is_known(read.method) || read.target.empty()) return unreadable_head(400);
  if (line == "HTTP/1.0") {
    read.version = HttpVersion::http_1_0;
  } else if (line != "HTTP/1.1") {
    return unreadable_head(400);
  }
  if (read.target.size() > kMaxTargetBytes) return unreadable_head(414);
  return read;
}

std::optional<ApiError> find_range_problem(std::string_view range) {
  return is_range(range) ? std::nullopt : std::optional(unreadable_head(416));
}

}  // namespace wavespeed_mock::transport

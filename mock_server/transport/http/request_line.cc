#include "transport/http/request_line.h"

#include <algorithm>
#include <array>

#include "base/http/field_bytes.h"
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

// 400, with the byte that has no place in a request line, if there is one.
ApiError malformed_line(std::string_view line) {
  if (line.empty()) return second_empty_line();
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != ' ' && !is_for(line[at], kInTarget)) return wrong_byte_in_line(line, at);
  }
  return unreadable_head(400);
}

bool takes_scheme(std::string_view& rest, std::string_view scheme) {
  if (!equal_ignoring_case(rest.substr(0, scheme.size()), scheme)) return false;
  rest.remove_prefix(scheme.size());
  return true;
}

// Whether a target that does not begin with "/" has one of its other forms (RFC 9112, 3.2).
bool read_other_form(RequestLine& line) {
  if (line.target == "*") return true;
  if (line.method == "CONNECT") return is_all_for(line.target, kInHost);
  std::string_view rest = line.target;
  if (!takes_scheme(rest, "http://") && !takes_scheme(rest, "https://")) return false;
  line.authority = rest.substr(0, rest.find_first_of("/?"));
  line.target = rest.substr(line.authority.size());
  return !line.authority.empty() && is_all_for(line.authority, kInHost);
}

}  // namespace

Outcome<RequestLine> read_first_line(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  if (!line.ends_with('\r')) return bare_line_feed();
  return read_request_line(line.substr(0, line.size() - 1));
}

Outcome<RequestLine> read_request_line(std::string_view line) {
  RequestLine read;
  const std::size_t after_method = line.find(' ');
  if (after_method == std::string_view::npos) return malformed_line(line);
  read.method = line.substr(0, after_method);
  const std::string_view rest = line.substr(after_method + 1);
  const std::size_t size = find_wrong_byte(rest, kInTarget);
  if (size == 0 || size == rest.size() || rest[size] != ' ' || !is_known(read.method)) {
    return malformed_line(line);
  }
  read.target = rest.substr(0, size);
  const std::string_view version = rest.substr(size + 1);
  if (version == "HTTP/1.0") {
    read.version = HttpVersion::http_1_0;
  } else if (version != "HTTP/1.1") {
    return malformed_line(line);
  }
  if (size > kMaxTargetBytes) return unreadable_head(414);
  if (read.target.front() != '/' && !read_other_form(read)) return unknown_target_form();
  return read;
}

}  // namespace wavespeed_mock::transport

#include "transport/http/request_head.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "base/text/ascii.h"
#include "transport/http/field_text.h"
#include "transport/http/refusal.h"
#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

ApiError bad_request(std::string message) {
  return {.http = 400, .code = 400, .message = std::move(message)};
}

// A line break that is not CRLF, or a NUL: what another server may take for the end of the field.
bool breaks_line(std::string_view line) {
  return std::any_of(line.begin(), line.end(),
                     [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

Outcome<Headers> read_fields(std::string_view lines) {
  Headers fields;
  while (!lines.empty()) {
    const std::string_view line = take_until(lines, kLineEnd);
    if (line.empty()) break;
    if (line.size() > kMaxFieldBytes || breaks_line(line)) return unreadable_head(400);
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos || name.empty() ||
        name.find_first_of(" \t") != std::string_view::npos) {
      return bad_request("Malformed header field \"" + std::string(line.substr(0, 80)) +
                         "\": expected a name, a colon right after it, and a value");
    }
    fields.add(std::string(name), std::string(trimmed(line.substr(colon + 1))));
  }
  return fields;
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  if (error != std::errc() || end != digits.end()) return std::nullopt;
  return number;
}

// How long the body is: the part of a head that two servers must never understand in two ways.
std::optional<ApiError> read_framing(RequestHead& head) {
  std::optional<std::uint64_t> length;
  for (const Header& field : head.headers) {
    if (equal_ignoring_case(field.name, "Transfer-Encoding")) {
      if (!equal_ignoring_case(field.value, "chunked")) {
        return ApiError{.http = 501,
                        .code = 501,
                        .message = "Transfer-Encoding \"" + field.value +
                                   "\" is not supported: send chunked or a Content-Length"};
      }
      head.chunked = true;
    } else if (equal_ignoring_case(field.name, "Content-Length")) {
      const std::optional<std::uint64_t> number = whole_number(field.value);
      if (!number) {
        return bad_request("Content-Length \"" + field.value + "\" is not a whole number of bytes");
      }
      if (length.value_or(*number) != *number) {
        return bad_request("Content-Length is given twice, with different values");
      }
      length = number;
    }
  }
  if (head.chunked && length) {
    return bad_request("Content-Length and Transfer-Encoding are both given: send only one");
  }
  head.body_bytes = length.value_or(0);
  return std::nullopt;
}

}  // namespace

Outcome<RequestHead> read_head(std::string_view bytes, HttpVersion version) {
  take_until(bytes, kLineEnd);
  Outcome<Headers> fields = read_fields(bytes);
  if (!fields) return fields.error();

  RequestHead head;
  head.headers = std::move(*fields);
  if (std::optional<ApiError> error = read_framing(head)) return std::move(*error);

  const std::string_view connection = head.headers.get("Connection");
  if (version == HttpVersion::http_1_0) {
    head.closes = !has_token(connection, "keep-alive");
  } else {
    head.closes = has_token(connection, "close");
    head.awaits_continue = (head.chunked || head.body_bytes > 0) &&
                           has_token(head.headers.get("Expect"), "100-continue");
  }
  return head;
}

}  // namespace wavespeed_mock::transport

#include "transport/http/refusal.h"

#include <string>
#include <utility>

#include "base/http/field_bytes.h"
#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

ApiError error_of(int status, std::string message) {
  return {.http = status, .code = status, .message = std::move(message)};
}

std::string seconds_text(std::chrono::milliseconds time) {
  std::string text = std::to_string(time.count() / 1000);
  if (const auto rest = time.count() % 1000; rest != 0) {
    text += '.' + std::to_string(1000 + rest).substr(1);
  }
  return text + " seconds";
}

}  // namespace

ApiError request_unfinished(std::chrono::milliseconds silence) {
  return error_of(408, "The request is incomplete: no bytes arrived for " + seconds_text(silence));
}

ApiError request_too_slow(std::chrono::milliseconds limit) {
  return error_of(408, "The request is incomplete after " + seconds_text(limit));
}

ApiError request_without_tls() {
  return error_of(400, "This port serves HTTPS only: use https:// instead of http://");
}

ApiError head_too_long() {
  return error_of(431, "The request line and header fields are longer than " +
                           std::to_string(kMaxHeadBytes) + " bytes");
}

ApiError bare_line_feed() {
  return error_of(400, "Malformed request: a line ends with LF only; end each line with CRLF");
}

ApiError wrong_byte_in_line(std::string_view line, std::size_t at) {
  return error_of(400, "Malformed request line: " + name_of_byte(line, at) +
                           " is not allowed there; in a path or query, percent-encode it");
}

ApiError unknown_target_form() {
  return error_of(400,
                  "Malformed request line: expected a target such as \"/path?query\" or "
                  "\"http://host/path?query\"");
}

ApiError second_empty_line() {
  return error_of(
      400,
      "Malformed request: at most one empty line may come before the line \"METHOD /path "
      "HTTP/1.1\"");
}

ApiError unreadable_head(int status) {
  if (status == 414) {
    return error_of(
        status, "The request line is longer than " + std::to_string(kMaxTargetBytes) + " bytes");
  }
  return error_of(status,
                  "Malformed request: expected a line \"METHOD /path HTTP/1.1\" with a standard "
                  "method, then header lines of at most " +
                      std::to_string(kMaxFieldBytes) + " bytes, each line ending with CRLF");
}

}  // namespace wavespeed_mock::transport

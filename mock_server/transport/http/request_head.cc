#include "transport/http/request_head.h"

#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "base/http/field_bytes.h"
#include "base/text/ascii.h"
#include "base/text/quoting.h"
#include "transport/http/field_line.h"
#include "transport/http/field_text.h"
#include "transport/http/refusal.h"
#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

// As many as 64 bits have.
constexpr std::size_t kMaxLengthDigits = 20;

ApiError bad_request(std::string message) {
  return {.http = 400, .code = 400, .message = std::move(message)};
}

Outcome<Headers> read_fields(std::string_view lines) {
  Headers fields;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    std::string_view line = lines.substr(0, end);
    if (end == std::string_view::npos || !line.ends_with('\r')) return bare_line_feed();
    lines.remove_prefix(end + 1);
    line.remove_suffix(1);
    if (line.empty()) break;
    if (line.size() > kMaxFieldBytes) return unreadable_head(400);
    const std::optional<FieldLine> field = read_field_line(line);
    if (!field) return malformed_field(line, "header");
    fields.add(std::string(field->name), std::string(field->value));
  }
  return fields;
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  if (digits.size() > kMaxLengthDigits) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  if (error != std::errc() || end != digits.end()) return std::nullopt;
  return number;
}

ApiError unsupported_coding(std::string_view coding) {
  return {.http = 501,
          .code = 501,
          .message = "Transfer-Encoding \"" + std::string(coding) +
                     "\" is not supported: send chunked or a Content-Length"};
}

// Reads the fields that a transport has to understand. How long the body is, above all: the part of
// a head that two servers must never understand in two ways.
class FieldReader {
 public:
  FieldReader(RequestHead& head, HttpVersion version) : head_(head), version_(version) {}

  std::optional<ApiError> read() {
    for (const Header& field : head_.headers) {
      if (std::optional<ApiError> error = read(field)) return error;
    }
    if (head_.chunked && length_) {
      return bad_request("Content-Length and Transfer-Encoding are both given: send only one");
    }
    head_.body_bytes = length_.value_or(0);
    const bool is_old = version_ == HttpVersion::http_1_0;
    head_.closes = closes_ || (is_old && !keeps_alive_);
    head_.awaits_continue = expects_ && !is_old && (head_.chunked || head_.body_bytes > 0);
    return std::nullopt;
  }

 private:
  // By the length of the name first, since most fields are none of these.
  std::optional<ApiError> read(const Header& field) {
    switch (field.name.size()) {
      case std::string_view("Host").size():
        if (equal_ignoring_case(field.name, "Host")) return read_host(field.value);
        break;
      case std::string_view("Expect").size():
        if (equal_ignoring_case(field.name, "Expect")) {
          expects_ |= has_token(field.value, "100-continue");
        }
        break;
      case std::string_view("Connection").size():
        if (equal_ignoring_case(field.name, "Connection")) {
          closes_ |= has_token(field.value, "close");
          keeps_alive_ |= has_token(field.value, "keep-alive");
        }
        break;
      case std::string_view("Content-Length").size():
        if (equal_ignoring_case(field.name, "Content-Length")) return read_length(field.value);
        break;
      case std::string_view("Transfer-Encoding").size():
        if (equal_ignoring_case(field.name, "Transfer-Encoding")) return read_coding(field.value);
        break;
      default:
        break;
    }
    return std::nullopt;
  }

  std::optional<ApiError> read_host(const std::string& value) {
    if (std::exchange(has_host_, true)) return bad_request("Host is given twice: send only one");
    if (is_all_for(value, kInHost)) return std::nullopt;
    // Not the value, in which a user's password may be.
    return bad_request("Host is not a host with an optional port: " +
                       name_of_byte(value, find_wrong_byte(value, kInHost)) + " is not allowed");
  }

  std::optional<ApiError> read_length(const std::string& value) {
    const std::optional<std::uint64_t> number = whole_number(value);
    if (!number) {
      return bad_request("Content-Length \"" + shortened(value) +
                         "\" is not a whole number of bytes in at most " +
                         std::to_string(kMaxLengthDigits) + " digits");
    }
    if (length_.value_or(*number) != *number) {
      return bad_request("Content-Length is given twice, with different values");
    }
    length_ = number;
    return std::nullopt;
  }

  std::optional<ApiError> read_coding(const std::string& value) {
    if (version_ == HttpVersion::http_1_0) {
      return bad_request("Transfer-Encoding is not part of HTTP/1.0: send a Content-Length");
    }
    if (!equal_ignoring_case(value, "chunked")) return unsupported_coding(shortened(value));
    if (std::exchange(head_.chunked, true)) {
      return bad_request("Transfer-Encoding is given twice: send chunked only once");
    }
    return std::nullopt;
  }

  RequestHead& head_;
  const HttpVersion version_;
  std::optional<std::uint64_t> length_;
  bool has_host_ = false;
  bool closes_ = false;
  bool keeps_alive_ = false;
  bool expects_ = false;
};

}  // namespace

Outcome<RequestHead> read_head(std::string_view bytes, HttpVersion version) {
  take_until(bytes, "\n");
  Outcome<Headers> fields = read_fields(bytes);
  if (!fields) return fields.error();

  RequestHead head;
  head.headers = std::move(*fields);
  if (std::optional<ApiError> error = FieldReader(head, version).read()) return std::move(*error);
  return head;
}

}  // namespace wavespeed_mock::transport

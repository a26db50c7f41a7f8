// The first line of a request.
#pragma once

#include <optional>
#include <string_view>

#include "base/value/api_error.h"
#include "transport/http/request_head.h"

namespace wavespeed_mock::transport {

// Views into the line.
struct RequestLine {
  std::string_view method;
  // "/path?query", "*", or the "host:port" of a CONNECT.
  std::string_view target;
  // Of a target in absolute form, "http://host:port/path?query", whose path may be missing: the
  // target is then "" or "?query". Empty for all others.
  std::string_view authority;
  HttpVersion version = HttpVersion::http_1_1;
};

// The first line of `bytes`, which hold its end. Errors: 400 for a line that is not a request line,
// does not end with CRLF, or has a method that HTTP does not know; 414 for a target that is too
// long.
Outcome<RequestLine> read_first_line(std::string_view bytes);

// The same for a line without its CRLF.
Outcome<RequestLine> read_request_line(std::string_view line);

}  // namespace wavespeed_mock::transport

// The first line of a request. Also the other checks that cpp-httplib makes of a head, so that
// every engine takes the same requests.
#pragma once

#include <optional>
#include <string_view>

#include "base/value/api_error.h"
#include "transport/http/request_head.h"

namespace wavespeed_mock::transport {

// Views into the line.
struct RequestLine {
  std::string_view method;
  std::string_view target;
  HttpVersion version = HttpVersion::http_1_1;
};

// `line` is without its CRLF. Errors: 400 for a line that is not a request line or has a method
// that HTTP does not know, 414 for a target that is too long.
Outcome<RequestLine> read_request_line(std::string_view line);

// 416 for an invalid value of a Range header.
std::optional<ApiError> find_range_problem(std::string_view range);

}  // namespace wavespeed_mock::transport

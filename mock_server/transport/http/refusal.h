// The errors of requests that no handler ever sees, because they are not HTTP or never arrive
// whole.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "base/value/api_error.h"

namespace wavespeed_mock::transport {

// 408: the client sent nothing more of a request for `silence`.
ApiError request_unfinished(std::chrono::milliseconds silence);

// 408: the client kept sending, but the request was not complete after `limit`.
ApiError request_too_slow(std::chrono::milliseconds limit);

// 400: plain HTTP, where TLS is spoken.
ApiError request_without_tls();

// 431
ApiError head_too_long();

// 400: a line of the head ends with LF, where HTTP wants CRLF.
ApiError bare_line_feed();

// 400: the byte at that position has no place in a request line.
ApiError wrong_byte_in_line(std::string_view line, std::size_t at);

// 400: the target has none of the forms that HTTP knows.
ApiError unknown_target_form();

// 400: an empty line where the request line should be, after the one that is skipped.
ApiError second_empty_line();

// The error of a head that cannot be read, by its status: 400 for a malformed one, 414 for a
// request line that is too long.
ApiError unreadable_head(int status);

}  // namespace wavespeed_mock::transport

// The body of a request, as it was sent: whatever its content type, without decoding. Read here and
// not by the library, which takes forms apart, allows 8 KiB of them, leaves the body of a GET in
// the connection, and reads bodies only for routes found by matching regular expressions.
#pragma once

#include <httplib.h>

#include <string>

#include "base/api_error.h"
#include "transport/request_head.h"

namespace wavespeed_mock::transport {

// Errors: 413 for more than `most` bytes, found out before reading where the length is stated; 400
// for malformed chunks and for a body that ends early.
Outcome<std::string> read_body(httplib::Stream& stream, const RequestHead& head, std::size_t most);

// The 413 of a body whose stated length is more than `most`; also for use before the client is told
// to send it.
ApiError body_too_large(std::size_t most);

}  // namespace wavespeed_mock::transport

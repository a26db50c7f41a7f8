// Reads the body of a request from a stream that blocks until data comes. Read here, not by
// cpp-httplib, which takes forms apart, allows 8 KiB of them, leaves the body of a GET in the
// connection, and reads bodies only for routes found by matching regular expressions.
#pragma once

#include <httplib.h>

#include <string>

#include "base/value/api_error.h"
#include "transport/http/body_decoder.h"
#include "transport/http/request_head.h"

namespace wavespeed_mock::transport {

// Errors: 413 for more than `max` bytes, found out before reading where the length is stated; 400
// for malformed chunks and for a body that ends early.
Outcome<std::string> read_body(httplib::Stream& stream, const RequestHead& head, std::size_t max);

}  // namespace wavespeed_mock::transport

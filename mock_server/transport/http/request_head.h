// The head of a request, read from the bytes that were sent. HTTP libraries sort the header fields
// by name, decode %XX in their values and drop empty ones; a mock has to see what the client sent.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/value/api_error.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

enum class HttpVersion { http_1_0, http_1_1 };

struct RequestHead {
  Headers headers;
  bool chunked = false;          // the body comes in chunks
  std::uint64_t body_bytes = 0;  // length of a body that does not
  bool awaits_continue = false;  // the client sends the body once it is told to
  bool closes = false;           // the connection ends with the answer
};

// `bytes` are the request line, the header fields and the empty line after them; they may also end
// with the first line that does not end with CRLF. Errors: 400 for fields that are malformed or
// contradict one another, 501 for a transfer coding other than chunked.
Outcome<RequestHead> read_head(std::string_view bytes, HttpVersion version);

}  // namespace wavespeed_mock::transport

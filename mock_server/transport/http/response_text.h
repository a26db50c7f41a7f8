// A response as the bytes that go over the wire. Written here, not by the library, which sorts
// header fields, adds some of its own, compresses, and cuts ranges out of bodies by itself; a mock
// has to send exactly what its rules said.
#pragma once

#include <string>
#include <string_view>

#include "base/value/api_error.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

struct WireForm {
  // The request was a HEAD: Content-Length is that of a body that is not sent.
  bool head_only = false;
  // The value of the header `Connection`, unless the response has its own; empty: no header.
  std::string_view connection;
};

// How the end of a body is found.
enum class Framing { content_length, chunked };

// The status line with its usual reason phrase, the response's header fields in their order,
// Content-Length, and the body. No field is added besides; a Content-Length or Transfer-Encoding of
// the response's own is left out, and so is the body of a status that cannot have one. Bytes
// that HTTP does not allow in a field, such as line breaks, become spaces in its value and "-" in
// its name, so that no field can pose as another one. Where the body begins in it goes to `body`,
// if that is not null.
std::string to_text(const Response& response, const WireForm& form, std::size_t* body = nullptr);

// The same without the body.
std::string to_head(const Response& response, const WireForm& form, Framing framing);

// {"code":413,"message":"…"}: the service's own form of an error, for requests that never reach it.
Response error_response(const ApiError& error);

}  // namespace wavespeed_mock::transport

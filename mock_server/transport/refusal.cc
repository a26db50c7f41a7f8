#include "transport/refusal.h"

#include <string>
#include <utility>

#include "transport/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

ApiError error_of(int status, std::string message) {
  return {.http = status, .code = status, .message = std::move(message)};
}

}  // namespace

ApiError request_unfinished() {
  return error_of(408, "The request was not finished: nothing came for " +
                           std::to_string(kPatience / std::chrono::seconds(1)) + " seconds");
}

ApiError request_without_tls() {
  return error_of(400, "This port speaks HTTPS only: use https:// in place of http://");
}

ApiError head_too_long() {
  return error_of(431, "The request line and header fields are longer than " +
                           std::to_string(kMostHeadBytes) + " bytes");
}

ApiError unreadable_head(int status) {
  if (status == 414) {
    return error_of(
        status, "The request line is longer than " + std::to_string(kMostTargetBytes) + " bytes");
  }
  if (status == 416) {
    return error_of(status, "Malformed Range header: expected for example \"bytes=0-499\"");
  }
  return error_of(status,
                  "Malformed request: expected a line \"METHOD /path HTTP/1.1\" with a standard "
                  "method, then header lines of at most " +
                      std::to_string(kMostFieldBytes) + " bytes, each line ending with CRLF");
}

}  // namespace wavespeed_mock::transport

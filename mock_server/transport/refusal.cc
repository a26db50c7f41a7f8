#include "transport/refusal.h"

#include <charconv>
#include <string>
#include <utility>

#include "transport/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

ApiError error_of(int status, std::string message) {
  return {.http = status, .code = status, .message = std::move(message)};
}

// 400 for what is no answer at all.
int status_of(std::string_view answer) {
  constexpr std::string_view kVersion = "HTTP/1.1 ";
  int status = 400;
  if (answer.starts_with(kVersion)) {
    const std::string_view digits = answer.substr(kVersion.size(), 3);
    std::from_chars(digits.begin(), digits.end(), status);
  }
  return status;
}

}  // namespace

std::optional<ApiError> unfinished_request(SocketStream::End end) {
  switch (end) {
    case SocketStream::End::timed_out:
      return error_of(408, "The request was not finished: nothing came for " +
                               std::to_string(kPatience / std::chrono::seconds(1)) + " seconds");
    case SocketStream::End::head_too_long:
      return error_of(431, "The request line and header fields are longer than " +
                               std::to_string(kMostHeadBytes) + " bytes");
    case SocketStream::End::none:
    case SocketStream::End::closed:
      break;
  }
  return std::nullopt;
}

ApiError unreadable_head(std::string_view answer) {
  // The library's limits are compiled into it; these are the values its header states.
  const int status = status_of(answer);
  if (status == 414) {
    return error_of(status, "The request line is longer than " +
                                std::to_string(CPPHTTPLIB_REQUEST_URI_MAX_LENGTH) + " bytes");
  }
  if (status == 416) {
    return error_of(status, "Malformed Range header: expected for example \"bytes=0-499\"");
  }
  return error_of(status,
                  "Malformed request: expected a line \"METHOD /path HTTP/1.1\" with a standard "
                  "method, then header lines of at most " +
                      std::to_string(CPPHTTPLIB_HEADER_MAX_LENGTH) +
                      " bytes, each line ending with CRLF");
}

}  // namespace wavespeed_mock::transport

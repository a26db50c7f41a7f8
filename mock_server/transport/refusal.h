// The errors of requests that no handler ever sees, because they are not HTTP or never arrive
// whole.
#pragma once

#include <optional>
#include <string_view>

#include "base/api_error.h"
#include "transport/socket_stream.h"

namespace wavespeed_mock::transport {

// The error of a request during which the stream ended so; nullopt for an end that needs no answer
// (`closed`) or is none.
std::optional<ApiError> unfinished_request(SocketStream::End end);

// The error behind `answer`, which cpp-httplib wrote because it would not read a request's head.
// Only the status in it counts: 400, 414 or 416.
ApiError unreadable_head(std::string_view answer);

}  // namespace wavespeed_mock::transport

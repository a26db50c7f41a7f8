// A valid request that the present state does not allow.
#pragma once

#include <string>
#include <utility>

#include "base/value/api_error.h"

namespace wavespeed_mock {

// HTTP 409; `message` says what prevents the request.
inline ApiError conflict(std::string message) {
  return {.http = 409, .code = 409, .message = std::move(message)};
}

}  // namespace wavespeed_mock

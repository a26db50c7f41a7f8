// Bodies of requests to the control plane: JSON objects that are read as strictly as configuration,
// because a test would not notice a misspelled field that is ignored.
#pragma once

#include <functional>
#include <optional>

#include "api/call.h"
#include "base/text/json_reader.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// Passes the body to `read`, which reads its fields; no body means an empty object. HTTP 400 for
// a body that is not an object, for a ConfigError that `read` throws, and for fields it did not
// ask for.
std::optional<ApiError> read_control_body(const Call& call,
                                          const std::function<void(JsonReader&)>& read);

}  // namespace wavespeed_mock

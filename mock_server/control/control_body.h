// Bodies of requests to the control plane: JSON objects read as strictly as configuration is, for a
// misspelled field would go unnoticed in a test.
#pragma once

#include <functional>
#include <optional>

#include "api/call.h"
#include "base/text/json_reader.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// Has `read` take the fields out of the body; no body at all means an empty object. HTTP 400 for
// a body that is not an object, for a ConfigError that `read` throws, and for fields it did not
// ask for.
std::optional<ApiError> read_control_body(const Call& call,
                                          const std::function<void(JsonReader&)>& read);

}  // namespace wavespeed_mock

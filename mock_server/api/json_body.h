// Request bodies that are JSON objects.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "base/value/api_error.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Reads the body into `out` by parse_json(). 400 that says where the text is broken or too deep, or
// that it is not an object.
std::optional<ApiError> read_json_object(const Request& request, nlohmann::json& out);

// HTTP 400, code 400.
ApiError bad_request(std::string message);

}  // namespace wavespeed_mock

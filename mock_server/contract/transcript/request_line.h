// The first line of a recorded request: what a client can have sent, so that reports of it are what
// they seem.
//
// Functions only; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/text/json_reader.h"

namespace wavespeed_mock {

// The field `method`. Throws ConfigError where it is none.
std::string read_method(JsonReader& in);

// The field `target`: a path with its query, or what else a request of that method has. Throws
// ConfigError.
std::string read_target(JsonReader& in, std::string_view method);

}  // namespace wavespeed_mock

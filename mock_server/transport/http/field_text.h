// The small text rules that HTTP header fields share.
#pragma once

#include <string_view>

namespace wavespeed_mock::transport {

// Takes everything up to the next `separator` off the front of `rest`, and drops the separator.
std::string_view take_until(std::string_view& rest, std::string_view separator);

// Whether the comma-separated list in `value` has `token`, as in the header `Connection`.
bool has_token(std::string_view value, std::string_view token);

}  // namespace wavespeed_mock::transport

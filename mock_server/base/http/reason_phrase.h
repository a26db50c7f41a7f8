// The words after the number of an HTTP status: "Too Many Requests" for 429.
#pragma once

#include <string_view>

namespace wavespeed_mock {

// Empty for a status without a registered phrase, as HTTP allows.
std::string_view reason_phrase(int status);

}  // namespace wavespeed_mock

// A moment as header fields of HTTP write it: "Sun, 06 Nov 1994 08:49:37 GMT".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// `time`, rounded down to a second.
std::string to_http_date(Timestamp time);

// Reads only that form, the one that HTTP requires senders to write. Nullopt for anything else, and
// for years outside 1678 to 2261.
std::optional<Timestamp> parse_http_date(std::string_view text);

}  // namespace wavespeed_mock

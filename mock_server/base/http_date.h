// A moment as header fields of HTTP write it: "Sun, 06 Nov 1994 08:49:37 GMT".
#pragma once

#include <string>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// The second that `time` lies in.
std::string to_http_date(Timestamp time);

}  // namespace wavespeed_mock

// The media type that a field Content-Type names (RFC 9110, 8.3).
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// In lower case and without parameters: "image/png" of "Image/PNG; q=1". Spaces before a ";" or the
// end do not count.
std::string media_type(std::string_view content_type);
// Of a message; empty without a Content-Type.
std::string media_type(const Headers& headers);

}  // namespace wavespeed_mock

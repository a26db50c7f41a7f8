// The media type that a field Content-Type names (RFC 9110, 8.3).
//
// A function without state; any thread may call it.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// In lower case and without parameters: "image/png" of "Image/PNG; q=1". Spaces before a ";" or the
// end do not count.
std::string media_type(std::string_view content_type);

}  // namespace wavespeed_mock

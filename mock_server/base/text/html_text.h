// Text on an HTML page.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// Shown as it stands, whatever it holds: between tags, and in an attribute in quotes.
std::string escape_html(std::string_view text);

}  // namespace wavespeed_mock

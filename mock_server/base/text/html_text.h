// Text on an HTML page.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// Escapes `text` so that a page shows it unchanged, between tags or in a quoted attribute.
std::string escape_html(std::string_view text);

}  // namespace wavespeed_mock

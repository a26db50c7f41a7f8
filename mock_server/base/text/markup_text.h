// Text in markup: on an HTML page, or in an XML document.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// Escapes `text` so that a page shows it unchanged, between tags or in a quoted attribute.
std::string escape_html(std::string_view text);

// The same for XML 1.0, where line breaks stay also in attributes. XML cannot express most control
// characters, which become "?"; bytes that are not UTF-8 become U+FFFD.
std::string escape_xml(std::string_view text);

}  // namespace wavespeed_mock

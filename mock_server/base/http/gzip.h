// Compressed bodies of answers.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// Whether a client with this Accept-Encoding takes gzip: the value names it or "*", and not with a
// weight of 0.
bool accepts_gzip(std::string_view accept_encoding);

// `text` compressed by gzip. Throws std::bad_alloc.
std::string gzip(std::string_view text);

}  // namespace wavespeed_mock

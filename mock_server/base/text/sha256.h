// The SHA-256 of bytes: tells whether two files are the same without keeping them.
#pragma once

#include <string>
#include <string_view>

namespace wavespeed_mock {

// 64 digits in lower-case hex.
std::string sha256_hex(std::string_view bytes);

}  // namespace wavespeed_mock

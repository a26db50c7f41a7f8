// The version of this library, read from here by CMake, also by the program.
//
// Before 1.0, a new minor version can change the C++ interface; a new patch version cannot. The
// HTTP control plane (/__mock/…), the configuration and the fixtures follow the same rule.
// CHANGELOG.md lists every change.
#pragma once

#include <string_view>

#define WAVESPEED_MOCK_VERSION_MAJOR 0
#define WAVESPEED_MOCK_VERSION_MINOR 1
#define WAVESPEED_MOCK_VERSION_PATCH 0
#define WAVESPEED_MOCK_VERSION "0.1.0"

namespace wavespeed_mock {

// "0.1.0": of the headers that this translation unit was compiled with.
constexpr std::string_view version() {
  return WAVESPEED_MOCK_VERSION;
}

}  // namespace wavespeed_mock

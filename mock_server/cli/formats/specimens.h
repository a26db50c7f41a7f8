// Specimens of a fixture file and a scenario file: every field and every form that a field can
// have. Readers that read them show the whole format. A test names what is missing in one.
//
// Constant.
#pragma once

#include <string_view>

namespace wavespeed_mock::cli {

extern const std::string_view fixture_specimen;
extern const std::string_view scenario_specimen;

}  // namespace wavespeed_mock::cli

// Specimens of files, with every field in every form that it can have. Readers that read them show
// the whole format. A test names what is missing in one.
//
// Constant.
#pragma once

#include <string_view>

namespace wavespeed_mock::cli {

extern const std::string_view fixture_specimen;
extern const std::string_view scenario_specimen;

}  // namespace wavespeed_mock::cli

// Specimens of files, with every field in every form that it can have. Readers that read them show
// the whole format. A test names what is missing in one.
//
// Functions without state.
#pragma once

#include <string>

namespace wavespeed_mock::cli {

std::string fixture_specimen();
std::string scenario_specimen();

}  // namespace wavespeed_mock::cli

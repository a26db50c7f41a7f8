// The JSON schema of the config file of `wavespeed-mock serve`, made from its table of options.
//
// A function without state.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace wavespeed_mock::cli {

// Draft 2020-12.
nlohmann::ordered_json config_schema();

}  // namespace wavespeed_mock::cli

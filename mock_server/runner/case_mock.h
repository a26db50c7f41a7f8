// The `mock` part of a case: with what options the mock of a target of ours starts.
//
// Functions only; may be called from several threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// Names are those of the options in config files that change answers, but for those that name
// files; and the lists of fixtures: `accounts`, `models`, `tiers`, `faults` and `coupons`. Throws
// ConfigError for an unknown or wrong one; the mock reads the content of the fixtures.
Options options_of_case(const nlohmann::json& mock, const std::string& where);

}  // namespace wavespeed_mock

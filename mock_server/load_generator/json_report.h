// The report of a run for programs. Times are in seconds.
//
// Functions only; may be called from several threads.
#pragma once

#include <string>

#include "load_generator/report.h"

namespace wavespeed_mock::load {

// A JSON object, ending with a line break; without the key.
std::string json_report(const Report& report);

}  // namespace wavespeed_mock::load

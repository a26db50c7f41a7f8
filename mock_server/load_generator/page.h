// The report of a run as one self-contained HTML page.
//
// Functions only; may be called from several threads.
#pragma once

#include <string>

#include "load_generator/report.h"

namespace wavespeed_mock::load {

std::string page_report(const Report& report);

}  // namespace wavespeed_mock::load

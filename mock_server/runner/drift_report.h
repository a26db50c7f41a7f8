// Gathers what has drifted over a whole run: each difference once.
//
// Functions only.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "wavespeed_mock/drift.h"

namespace wavespeed_mock {

// Takes in what was found in one more answer.
void add_answer(DriftReport& report, const std::string& case_name, std::size_t step,
                std::vector<DriftFinding> findings);

}  // namespace wavespeed_mock

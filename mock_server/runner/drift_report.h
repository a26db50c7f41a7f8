// What has drifted over a whole run: findings of many answers, each told once.
//
// One thread's own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "runner/drift.h"

namespace wavespeed_mock {

struct Drift {
  DriftFinding finding;
  std::string case_name;  // where it was seen first
  std::size_t step = 0;   // from 1
  std::size_t count = 1;  // answers that show it
};

struct DriftReport {
  std::string live;         // what was compared with the mock
  std::size_t answers = 0;  // compared
  std::vector<Drift> drifts;

  // Takes in what was found in one more answer.
  void add(const std::string& case_name, std::size_t step, std::vector<DriftFinding> findings);
};

// For people, ending in a line break.
std::string to_text(const DriftReport& report);
std::string to_json(const DriftReport& report);
std::string to_junit(const DriftReport& report);

}  // namespace wavespeed_mock

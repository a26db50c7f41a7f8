// What a run of the load generator has found out, ready to be shown.
//
// A value; belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "load_generator/plan.h"
#include "load_generator/stats.h"

namespace wavespeed_mock::load {

struct Report {
  Plan plan;
  Stats stats;
  Duration measured{0};    // how long, without the warm-up
  bool cut_short = false;  // by the user
  double own_cpu = 0;      // of the time of all its threads, from 0 to 1

  // Operations that ended with an answer while it was measured, per second.
  double throughput() const;

  // How evenly the target has served the connections, by their answers.
  struct Served {
    std::size_t connections = 0;  // with at least one
    std::uint64_t min = 0;
    std::uint64_t median = 0;
  };
  Served served() const;

  // Nothing went wrong: no error, and no status but 2xx and those that are allowed.
  bool is_clean() const;

  // What the reader should know before he trusts the numbers, a sentence each.
  std::vector<std::string> notes() const;
};

// The columns of latency, here and in all forms of the report.
struct Quantile {
  double percent;
  const char* name;
};
inline constexpr Quantile kQuantiles[] = {
    {50, "p50"}, {90, "p90"}, {99, "p99"}, {99.9, "p99.9"}, {99.99, "p99.99"}};

}  // namespace wavespeed_mock::load

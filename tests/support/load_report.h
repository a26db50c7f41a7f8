// A report of the load generator with something in each of its fields.
#pragma once

#include "load_generator/report.h"

namespace wavespeed_mock::load {

inline Report full_report() {
  Report report;
  report.plan.target = "http://127.0.0.1:8787";
  report.plan.key = "very-secret-key";
  report.plan.task = "t0";
  report.plan.threads = 2;
  report.plan.connections = 3;
  report.plan.warmup = std::chrono::seconds(2);
  report.measured = std::chrono::seconds(10);
  report.own_cpu = 0.25;
  Stats& stats = report.stats;
  stats.outcomes[static_cast<std::size_t>(Outcome::ok)] = 1000;
  stats.statuses = {{200, 1000}};
  for (int i = 1; i <= 1000; ++i) {
    stats.latency.record(std::chrono::milliseconds(i));
    stats.throughput.record(std::chrono::milliseconds(10 * i), std::chrono::milliseconds(i), false);
  }
  stats.finished_in_time = 1000;
  stats.bytes_in = 5 << 20;
  stats.bytes_out = 1 << 20;
  stats.served = {340, 330, 330};
  return report;
}

// A report of a run with every kind of error.
inline Report bad_report() {
  Report report = full_report();
  Stats& stats = report.stats;
  stats.outcomes.fill(2);
  stats.statuses[429] = 7;
  stats.messages[429] = "Too <Many> Requests";
  stats.throughput.record(std::chrono::seconds(1), std::chrono::seconds(1), true);
  stats.late = 3;
  stats.waited = 4;
  stats.unfinished = 5;
  stats.reconnects = 6;
  stats.elsewhere = 8;
  stats.served = {0, 500, 500};
  report.plan.rate = 100;
  report.own_cpu = 0.95;
  report.cut_short = true;
  return report;
}

}  // namespace wavespeed_mock::load

// A report of the load generator with something in each of its fields.
#pragma once

#include "load/report.h"

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
  Stats& tally = report.tally;
  tally.outcomes[static_cast<std::size_t>(Outcome::ok)] = 1000;
  tally.statuses = {{200, 1000}};
  for (int i = 1; i <= 1000; ++i) {
    tally.latency.record(std::chrono::milliseconds(i));
    tally.time_line.record(std::chrono::milliseconds(10 * i), std::chrono::milliseconds(i), false);
  }
  tally.finished_in_time = 1000;
  tally.bytes_in = 5 << 20;
  tally.bytes_out = 1 << 20;
  tally.served = {340, 330, 330};
  return report;
}

// The same of a run in which all went wrong that can.
inline Report bad_report() {
  Report report = full_report();
  Stats& tally = report.tally;
  tally.outcomes.fill(2);
  tally.statuses[429] = 7;
  tally.messages[429] = "Too <Many> Requests";
  tally.time_line.record(std::chrono::seconds(1), std::chrono::seconds(1), true);
  tally.late = 3;
  tally.waited = 4;
  tally.unfinished = 5;
  tally.reconnects = 6;
  tally.elsewhere = 8;
  tally.served = {0, 500, 500};
  report.plan.rate = 100;
  report.own_cpu = 0.95;
  report.cut_short = true;
  return report;
}

}  // namespace wavespeed_mock::load

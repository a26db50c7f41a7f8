// The signals that stop a command: SIGINT or SIGTERM.
//
// Blocks both signals for the process, and ignores SIGPIPE. To be constructed once, by the main
// thread and before others start, because threads inherit the blocked signals.
#pragma once

#include <chrono>
#include <csignal>

namespace wavespeed_mock::cli {

class StopSignals {
 public:
  StopSignals();

  // Waits for one of the two signals, and returns it.
  int wait() const;
  // Whether one arrives within that time; returns as soon as it does.
  bool came_within(std::chrono::nanoseconds time) const;

 private:
  sigset_t signals_;
};

}  // namespace wavespeed_mock::cli

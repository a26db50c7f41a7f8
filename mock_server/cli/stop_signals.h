// The signals that stop a command: SIGINT or SIGTERM.
//
// To be made once, by the main thread and before others start, because threads inherit what is
// blocked: it blocks both signals for the process, and ignores SIGPIPE.
#pragma once

#include <chrono>
#include <csignal>

namespace wavespeed_mock::cli {

class StopSignals {
 public:
  StopSignals();

  // Returns the signal that came.
  int wait() const;
  // Whether one came within that time; returns as soon as it does.
  bool came_within(std::chrono::nanoseconds time) const;

 private:
  sigset_t signals_;
};

}  // namespace wavespeed_mock::cli

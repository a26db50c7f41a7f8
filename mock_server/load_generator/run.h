// A run of the load generator: its threads, from the first connection to the last answer.
//
// Owned by the command. Made, asked and ended by one thread; the load comes from threads of its
// own.
#pragma once

#include <memory>
#include <string>

#include "load_generator/encoded_requests.h"
#include "load_generator/plan.h"
#include "load_generator/report.h"

namespace wavespeed_mock::load {

class Run {
 public:
  struct Progress {
    bool connecting = true;    // the load has not begun
    Duration since_begin{0};   // of the load, the warm-up included
    std::uint64_t ended = 0;   // operations
    std::uint64_t errors = 0;  // of them
  };

  // Starts at once. `address` is the target's, a numeric one. Throws ConfigError when this process
  // may not open that number of connections.
  Run(const Plan& plan, const std::string& address, int port);
  // Ends the run without waiting for what is under way.
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  bool is_over() const;
  Progress progress() const;
  // Ends it early: what is under way counts as unfinished.
  void cut_short();

  // Waits for the end; once.
  Report report();

 private:
  class Threads;
  std::unique_ptr<Threads> threads_;
};

}  // namespace wavespeed_mock::load

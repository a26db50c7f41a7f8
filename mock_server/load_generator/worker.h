// One thread of the load generator. It has its share of the connections on an event loop of its
// own, and shares nothing with another thread while it measures.
//
// Belongs to a Run. open(), work() and take_stats() are called by one thread, one after the other;
// stop() and progress() by any.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "load_generator/encoded_requests.h"
#include "load_generator/plan.h"
#include "load_generator/stats.h"

namespace wavespeed_mock::load {

// Which part of the run is a worker's.
struct Share {
  std::uint64_t index = 0;
  std::uint64_t workers = 1;
  std::string address;  // of the target, a numeric one
  int port = 0;

  // Of `all`, divided as evenly as it goes.
  std::uint64_t of(std::uint64_t all) const {
    return all / workers + (index < all % workers ? 1 : 0);
  }
};

class Worker {
 public:
  struct Progress {
    std::uint64_t ended = 0;  // operations, also of the warm-up
    std::uint64_t errors = 0;
  };

  // Both outlive it.
  Worker(const Plan& plan, const EncodedRequests& texts, Share share);
  ~Worker();

  // Opens all connections, so that connecting is not part of the measurement. One that cannot be
  // opened is tried again when an operation wants it.
  void open();
  // The load itself, from `start` on; returns when the last operation has ended. A connection that
  // never opened shows in what happens to its operations.
  void work(Instant start);
  // What was counted, once.
  Stats take_stats();
  // CPU time of the thread within work().
  Duration cpu_time() const;
  // When the last operation that counts had ended.
  Instant last_end() const;

  // Ends work() soon, without waiting for what is under way.
  void stop();
  Progress progress() const;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace wavespeed_mock::load

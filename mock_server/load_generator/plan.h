// What a run of the load generator does: the target, the operation, how many at once, for how
// long. Made by the command line, then only read.
//
// Plain data; may be read from several threads.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock::load {

using Instant = std::chrono::steady_clock::time_point;

inline Instant now() {
  return std::chrono::steady_clock::now();
}

// The operation that is repeated.
enum class Scenario : std::uint8_t {
  poll,       // asks for the result of one task, always the same
  submit,     // submits a task, and leaves it
  lifecycle,  // submits a task, polls until it is final, fetches its first output
  sync,       // submits a task in synchronous mode, and waits for its end in the answer
};

constexpr std::string_view to_text(Scenario scenario) {
  switch (scenario) {
    case Scenario::poll:
      return "poll";
    case Scenario::submit:
      return "submit";
    case Scenario::lifecycle:
      return "lifecycle";
    case Scenario::sync:
      return "sync";
  }
  return "";
}

struct Plan {
  Scenario scenario = Scenario::poll;
  std::string target;  // "http://127.0.0.1:8787", also with a path that is put before each request
  std::string key;
  std::string model = "wavespeed-ai/flux-dev";
  std::string inputs = R"({"prompt": "A cat"})";  // a JSON object
  std::string task;  // whose result `poll` asks for; empty until one has been submitted

  std::size_t connections = 32;  // clients, each with one operation at a time
  std::size_t threads = 1;       // at most `connections`
  // Operations per second that begin by a schedule, whatever the target does (open loop). Without
  // it a connection begins its next one when the last has ended (closed loop).
  std::optional<double> rate{};

  Duration warmup{0};                            // not measured
  Duration duration = std::chrono::seconds(10);  // measured, after the warm-up
  std::optional<std::uint64_t> requests{};  // measured operations; then `duration` does not count
  Duration timeout = std::chrono::seconds(30);  // of an operation, from its intended start
  Duration poll_interval = std::chrono::seconds(1);

  // Statuses that are expected in addition to 2xx.
  std::set<int> allowed_statuses{};
};

}  // namespace wavespeed_mock::load

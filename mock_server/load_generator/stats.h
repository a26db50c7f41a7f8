// The counts of one thread of a run, with its times; those of several threads can be merged.
//
// A value; belongs to one thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "load_generator/histogram.h"
#include "load_generator/throughput_series.h"

namespace wavespeed_mock::load {

// How an operation ended.
enum class Outcome : std::uint8_t {
  ok,
  other_status,  // an answer came whose status is not 2xx
  connect,       // no connection to the target
  reset,         // the target tore the connection down
  timeout,       // no end within the time limit
  closed_early,  // the connection was closed before the whole answer was there
  unreadable,    // no HTTP, or not what the API answers
  task_failed,   // the task ended, but not as completed
};
inline constexpr std::size_t kOutcomes = 8;

std::string_view to_text(Outcome outcome);
// There was no answer, or a bad one.
constexpr bool is_error(Outcome outcome) {
  return outcome != Outcome::ok && outcome != Outcome::other_status;
}

// Parts of a lifecycle.
struct Phases {
  Histogram submit;  // each answer to a submission
  Histogram finish;  // from that answer until an answer says that the task is final
  Histogram poll;    // each answer to a poll
  Histogram fetch;   // each output

  void merge(const Phases& other);
};

// Only what began after the warm-up counts, except where it says otherwise.
struct Stats {
  std::array<std::uint64_t, kOutcomes> outcomes{};
  std::map<int, std::uint64_t> statuses;  // answers, of which an operation may have several
  std::map<int, std::string> messages;    // the first of each status that is not 2xx
  Histogram latency;                      // operations that ended with an answer or a timeout
  Phases phases;
  ThroughputSeries throughput;
  // Operations that ended with an answer within the time that is measured, wherever they began; the
  // time line has them too, with errors.
  std::uint64_t finished_in_time = 0;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  std::uint64_t elsewhere = 0;        // outputs that were not fetched, being on another server
  std::uint64_t late = 0;             // begun too late by the generator itself
  std::uint64_t waited = 0;           // begun late because every connection was busy
  std::uint64_t unfinished = 0;       // under way when the run was cut short
  std::uint64_t reconnects = 0;       // connections opened again, also in the warm-up
  std::vector<std::uint64_t> served;  // answers by connection

  std::uint64_t operations() const;
  std::uint64_t errors() const;
  std::uint64_t answers() const;
  void merge(const Stats& other);
};

}  // namespace wavespeed_mock::load

#include "load_generator/stats.h"

#include <numeric>

namespace wavespeed_mock::load {

std::string_view to_text(Outcome outcome) {
  constexpr std::array<std::string_view, kOutcomes> kTexts = {
      "ok",      "other status", "connect",    "reset",
      "timeout", "closed early", "unreadable", "task failed"};
  return kTexts.at(static_cast<std::size_t>(outcome));
}

void Phases::merge(const Phases& other) {
  submit.merge(other.submit);
  finish.merge(other.finish);
  poll.merge(other.poll);
  fetch.merge(other.fetch);
}

std::uint64_t Stats::operations() const {
  return std::accumulate(outcomes.begin(), outcomes.end(), std::uint64_t{0});
}

std::uint64_t Stats::errors() const {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    if (is_error(static_cast<Outcome>(i))) count += outcomes[i];
  }
  return count;
}

std::uint64_t Stats::answers() const {
  std::uint64_t count = 0;
  for (const auto& [status, answers] : statuses) count += answers;
  return count;
}

void Stats::merge(const Stats& other) {
  for (std::size_t i = 0; i < kOutcomes; ++i) outcomes[i] += other.outcomes[i];
  for (const auto& [status, answers] : other.statuses) statuses[status] += answers;
  messages.insert(other.messages.begin(), other.messages.end());
  latency.merge(other.latency);
  phases.merge(other.phases);
  throughput.merge(other.throughput);
  finished_in_time += other.finished_in_time;
  bytes_in += other.bytes_in;
  bytes_out += other.bytes_out;
  elsewhere += other.elsewhere;
  late += other.late;
  waited += other.waited;
  unfinished += other.unfinished;
  reconnects += other.reconnects;
  served.insert(served.end(), other.served.begin(), other.served.end());
}

}  // namespace wavespeed_mock::load

#include "load_generator/report.h"

#include <algorithm>

#include "load_generator/number_format.h"

namespace wavespeed_mock::load {
namespace {

// Above it the generator may be what is measured.
constexpr double kBusy = 0.9;
// Less of the median than this is starvation.
constexpr double kStarved = 0.5;
// Connections with fewer answers differ by chance.
constexpr std::uint64_t kEnoughToJudge = 20;
constexpr int kTooManyRequests = 429;

}  // namespace

double Report::throughput() const {
  const double seconds = std::chrono::duration<double>(measured).count();
  return seconds > 0 ? static_cast<double>(stats.finished_in_time) / seconds : 0;
}

Report::Served Report::served() const {
  std::vector<std::uint64_t> counts = stats.served;
  if (counts.empty()) return {};
  std::sort(counts.begin(), counts.end());
  return {static_cast<std::size_t>(
              std::count_if(counts.begin(), counts.end(), [](auto count) { return count > 0; })),
          counts.front(), counts[counts.size() / 2]};
}

bool Report::is_clean() const {
  return stats.errors() == 0 &&
         std::all_of(stats.statuses.begin(), stats.statuses.end(), [this](const auto& entry) {
           const int status = entry.first;
           return (status >= 200 && status < 300) || plan.allowed_statuses.contains(status);
         });
}

std::vector<std::string> Report::notes() const {
  std::vector<std::string> notes;
  if (cut_short) {
    notes.push_back("cut short; " + grouped(stats.unfinished) +
                    " operations were still running and are not counted");
  }
  const std::string remedy = "; give it more --threads, or a separate machine";
  if (own_cpu > kBusy) {
    notes.push_back("the generator may be the bottleneck, not the target: its threads were busy " +
                    percent(own_cpu) + " of the time" + remedy);
  }
  // Less than that is the chance of a busy moment.
  const std::uint64_t one_in_a_hundred = stats.operations() / 100;
  if (stats.late > one_in_a_hundred) {
    notes.push_back("the generator itself started " + grouped(stats.late) +
                    " operations late, which adds to their latency" + remedy);
  }
  if (stats.waited > one_in_a_hundred) {
    notes.push_back(grouped(stats.waited) +
                    " operations had to wait for a connection, which adds to their latency: "
                    "the target is slower than --rate, or --connections are too few for it");
  }
  const Served by = served();
  if (by.median >= kEnoughToJudge &&
      static_cast<double>(by.min) < kStarved * static_cast<double>(by.median)) {
    notes.push_back("the target starves connections: the slowest had " + grouped(by.min) +
                    " answers, half of all had " + grouped(by.median) + " or more");
  }
  if (stats.statuses.contains(kTooManyRequests)) {
    notes.push_back(
        "429 is a limit of the key's tier; your own mock has no limits with "
        "\"serve --tier unlimited\"");
  }
  if (stats.elsewhere > 0) {
    notes.push_back(grouped(stats.elsewhere) +
                    " outputs were not fetched, because they are on another server");
  }
  return notes;
}

}  // namespace wavespeed_mock::load

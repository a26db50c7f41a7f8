#include "domain/journal/request_expectation.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "domain/journal/entry_view.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kMaxNearMisses = 3;

std::string ordinal(std::size_t number) {
  const bool teen = number % 100 >= 11 && number % 100 <= 13;
  const char* const ending = teen               ? "th"
                             : number % 10 == 1 ? "st"
                             : number % 10 == 2 ? "nd"
                             : number % 10 == 3 ? "rd"
                                                : "th";
  return std::to_string(number) + ending;
}

std::string counted(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " request" : " requests");
}

void check_times(const Times& times, const std::string& where) {
  const auto check = [&](std::string_view field, std::uint64_t count, std::uint64_t min) {
    if (count >= min && count <= kMaxTimes) return;
    refuse_field(where + ": times", field,
                 "must be a whole number from " + std::to_string(min) + " to " +
                     std::to_string(kMaxTimes) + ", not " + std::to_string(count));
  };
  check("at_least", times.at_least, 0);
  if (times.at_most) check("at_most", *times.at_most, times.at_least);
}

// "5f3a09c2-17 GET /api/v3/balance: route is \"balance\", not \"submit\""
std::string describe(const KeptEntry& kept, JournalRedaction& redaction,
                     const std::string& remark) {
  // Shortened afterwards: what is cut could not be recognised.
  const std::string request =
      shortened(redaction.text(kept, kept.entry.method + ' ' + kept.entry.target));
  return kept.request_id() + ' ' + request + ": " + redaction.text(kept, remark);
}

struct NearMiss {
  std::size_t index = 0;
  std::vector<std::string> mismatches;
};

// The entries with the fewest mismatches; with equal numbers, the newest first. The first `early`
// entries came too early to count.
std::vector<std::string> near_misses(std::span<const KeptEntry> entries, std::size_t early,
                                     const RequestConditions& request, bool also_matching,
                                     JournalRedaction& redaction) {
  std::vector<NearMiss> misses;
  for (std::size_t i = entries.size(); i-- > 0;) {
    NearMiss miss{i, request.mismatches(EntryView(entries[i].entry).request())};
    if (i < early) miss.mismatches.emplace_back("it came too early");
    if (also_matching || !miss.mismatches.empty()) misses.push_back(std::move(miss));
  }
  const std::size_t count = std::min(misses.size(), kMaxNearMisses);
  std::stable_sort(misses.begin(), misses.end(), [](const NearMiss& a, const NearMiss& b) {
    return a.mismatches.size() < b.mismatches.size();
  });
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < count; ++i) {
    std::string remark;
    for (const std::string& mismatch : misses[i].mismatches) {
      remark += (remark.empty() ? "" : "; ") + mismatch;
    }
    lines.push_back(
        describe(entries[misses[i].index], redaction, remark.empty() ? "matches" : remark));
  }
  return lines;
}

}  // namespace

RequestExpectation::RequestExpectation(const Expectation& expectation, const std::string& where,
                                       std::span<const std::string_view> routes)
    : in_order_(!expectation.in_order.empty()), times_(expectation.times) {
  const auto add = [&](const RequestMatch& match, const std::string& name) {
    requests_.emplace_back(match, name, routes);
  };
  if (!in_order_) {
    check_times(times_, where);
    add(expectation.request, where + ": request");
    return;
  }
  const auto refuse = [&](std::string_view field) {
    refuse_field(where, field, "cannot be given together with \"in_order\"");
  };
  if (expectation.request != RequestMatch()) refuse("request");
  if (times_ != Expectation().times) refuse("times");
  for (std::size_t i = 0; i < expectation.in_order.size(); ++i) {
    add(expectation.in_order[i], where + ": in_order[" + std::to_string(i) + "]");
  }
}

Verification RequestExpectation::judge(std::span<const KeptEntry> entries,
                                       JournalRedaction& redaction) const {
  return in_order_ ? judge_order(entries, redaction) : judge_count(entries, redaction);
}

std::string RequestExpectation::expected_count() const {
  if (!times_.at_most) return "at least " + counted(times_.at_least);
  if (times_.at_least == *times_.at_most) return counted(times_.at_least);
  if (times_.at_least == 0) return "at most " + counted(*times_.at_most);
  return std::to_string(times_.at_least) + " to " + counted(*times_.at_most);
}

Verification RequestExpectation::judge_count(std::span<const KeptEntry> entries,
                                             JournalRedaction& redaction) const {
  const RequestConditions& request = requests_.front();
  const auto count = static_cast<std::uint64_t>(std::count_if(
      entries.begin(), entries.end(),
      [&](const KeptEntry& kept) { return request.matches(EntryView(kept.entry).request()); }));
  const bool too_many = times_.at_most && count > *times_.at_most;
  Verification found{.passed = count >= times_.at_least && !too_many, .count = count};
  found.message = "expected " + expected_count() + " like " + request.text() + ", found " +
                  std::to_string(count);
  if (found.passed) return found;
  // If there are too many, those that match are shown.
  found.near_misses = near_misses(entries, 0, request, too_many, redaction);
  return found;
}

Verification RequestExpectation::judge_order(std::span<const KeptEntry> entries,
                                             JournalRedaction& redaction) const {
  std::size_t done = 0;
  std::size_t next = 0;  // the first entry after the last one that was found
  for (std::size_t i = 0; i < entries.size() && done < requests_.size(); ++i) {
    if (!requests_[done].matches(EntryView(entries[i].entry).request())) continue;
    ++done;
    next = i + 1;
  }
  Verification found{.passed = done == requests_.size(), .count = done};
  found.message = "expected " + counted(requests_.size()) + " in order, ";
  if (found.passed) {
    found.message += "found all";
    return found;
  }
  found.message +=
      "but the " + ordinal(done + 1) + ", " + requests_[done].text() + ", did not come";
  if (done > 0) found.message += " after " + entries[next - 1].request_id();
  found.near_misses = near_misses(entries, next, requests_[done], false, redaction);
  return found;
}

}  // namespace wavespeed_mock

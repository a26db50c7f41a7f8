#include "domain/journal/request_expectation.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "domain/journal/entry_view.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::int64_t kMaxTimes = 1'000'000'000;
constexpr std::uint64_t kAnyNumber = std::numeric_limits<std::uint64_t>::max();
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

RequestConditions read_conditions(const json& object, const std::string& where,
                                  std::span<const std::string_view> routes) {
  JsonReader in(object, where);
  RequestMatch match = read_request_match(in, MatchUse::question);
  in.done();
  return {std::move(match), where, routes, MatchUse::question};
}

Duration read_wait(JsonReader& in) {
  constexpr Duration kMaxWait = std::chrono::minutes(10);
  const std::string text = in.text("wait", "0");
  const auto wait = parse_duration(text);
  if (!wait || *wait > kMaxWait) {
    in.complain("wait", "must be a duration of at most 10m such as \"2s\", not \"" + text + "\"");
  }
  return *wait;
}

// "5f3a09c2-17 GET /api/v3/balance: route is \"balance\", not \"submit\""
std::string describe(const KeptEntry& kept, JournalRedaction& redaction,
                     const std::string& remark) {
  const std::string what = kept.entry.method + ' ' + shortened(kept.entry.target) + ": " + remark;
  return kept.request_id() + ' ' + redaction.text(kept, what);
}

struct NearMiss {
  std::size_t index = 0;
  std::vector<std::string> mismatches;
};

// The entries with the fewest mismatches, newest first where equal. The first `early` entries came
// too early to count.
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

RequestExpectation RequestExpectation::read(JsonReader& in,
                                            std::span<const std::string_view> routes) {
  const std::string where = in.where();
  RequestExpectation expectation;
  const json* const request = in.value("request");
  const json* const times = in.value("times");
  expectation.in_order_ = in.value("in_order") != nullptr;
  if (expectation.in_order_) {
    in.each("in_order", [&](const json& item, const std::string& item_where) {
      expectation.requests_.push_back(read_conditions(item, item_where, routes));
    });
    if (request != nullptr) in.complain("request", "cannot be given together with \"in_order\"");
    if (times != nullptr) in.complain("times", "cannot be given together with \"in_order\"");
    if (expectation.requests_.empty()) in.complain("in_order", "must list at least one request");
  } else if (request != nullptr) {
    expectation.requests_.push_back(read_conditions(*request, where + ": request", routes));
  }
  if (times != nullptr && times->is_object()) {
    JsonReader range(*times, where + ": times");
    const auto min = range.optional_integer("at_least", 0, kMaxTimes);
    const auto most = range.optional_integer("at_most", min.value_or(0), kMaxTimes);
    range.done();
    if (!min && !most) in.complain("times", "must have \"at_least\", \"at_most\" or both");
    expectation.at_least_ = static_cast<std::uint64_t>(min.value_or(0));
    if (most) expectation.at_most_ = static_cast<std::uint64_t>(*most);
  } else if (times != nullptr) {
    if (!times->is_number()) {
      in.complain("times",
                  "must be a whole number, or an object with \"at_least\", \"at_most\" or "
                  "both, not " +
                      json_quote(*times));
    }
    expectation.at_least_ = static_cast<std::uint64_t>(in.integer("times", 0, kMaxTimes));
    expectation.at_most_ = expectation.at_least_;
  }
  expectation.wait_ = read_wait(in);
  in.done();
  if (expectation.requests_.empty()) {
    in.complain("request", "is missing; it, or \"in_order\", says which requests are expected");
  }
  return expectation;
}

Verification RequestExpectation::judge(std::span<const KeptEntry> entries,
                                       JournalRedaction& redaction) const {
  return in_order_ ? judge_order(entries, redaction) : judge_count(entries, redaction);
}

std::string RequestExpectation::expected_count() const {
  if (at_least_ == at_most_) return counted(at_least_);
  if (at_most_ == kAnyNumber) return "at least " + counted(at_least_);
  if (at_least_ == 0) return "at most " + counted(at_most_);
  return std::to_string(at_least_) + " to " + counted(at_most_);
}

Verification RequestExpectation::judge_count(std::span<const KeptEntry> entries,
                                             JournalRedaction& redaction) const {
  const RequestConditions& request = requests_.front();
  const auto count = static_cast<std::uint64_t>(std::count_if(
      entries.begin(), entries.end(),
      [&](const KeptEntry& kept) { return request.matches(EntryView(kept.entry).request()); }));
  Verification found{.passed = count >= at_least_ && count <= at_most_, .count = count};
  found.message = "expected " + expected_count() + " like " + request.text() + ", found " +
                  std::to_string(count);
  if (found.passed) return found;
  // Of too many, the matching ones are those to show.
  found.near_misses = near_misses(entries, 0, request, count > at_most_, redaction);
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

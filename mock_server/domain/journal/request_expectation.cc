#include "domain/journal/request_expectation.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/quoting.h"
#include "base/value/duration_text.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::int64_t kMostTimes = 1'000'000'000;
constexpr std::uint64_t kAnyNumber = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t kMostNearMisses = 3;

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

Duration load_wait(JsonReader& in) {
  constexpr Duration kMost = std::chrono::minutes(10);
  const std::string text = in.text("wait", "0");
  const auto wait = parse_duration(text);
  if (!wait || *wait > kMost) {
    in.complain("wait", "must be a duration of at most 10m such as \"2s\", not \"" + text + "\"");
  }
  return *wait;
}

// "5f3a09c2-17 GET /api/v3/balance: route is \"balance\", not \"submit\""
std::string line(const KeptEntry& kept, JournalRedaction& redaction, const std::string& remark) {
  const std::string what = kept.entry.method + ' ' + shortened(kept.entry.target) + ": " + remark;
  return kept.request_id() + ' ' + redaction.text(kept, what);
}

struct NearMiss {
  std::size_t place = 0;
  std::vector<std::string> misfits;
};

// The entries that are nearest to what was meant, the newest first of those that are equally near.
// `early`: so many at the front came too early to count.
std::vector<std::string> near_misses(std::span<const KeptEntry> entries, std::size_t early,
                                     const RequestMatcher& request, bool also_fitting,
                                     JournalRedaction& redaction) {
  std::vector<NearMiss> misses;
  for (std::size_t i = entries.size(); i-- > 0;) {
    NearMiss miss{i, request.misfits(entries[i].entry)};
    if (i < early) miss.misfits.emplace_back("it came too early");
    if (also_fitting || !miss.misfits.empty()) misses.push_back(std::move(miss));
  }
  const std::size_t count = std::min(misses.size(), kMostNearMisses);
  std::stable_sort(misses.begin(), misses.end(), [](const NearMiss& a, const NearMiss& b) {
    return a.misfits.size() < b.misfits.size();
  });
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < count; ++i) {
    std::string remark;
    for (const std::string& misfit : misses[i].misfits) {
      remark += (remark.empty() ? "" : "; ") + misfit;
    }
    lines.push_back(line(entries[misses[i].place], redaction, remark.empty() ? "fits" : remark));
  }
  return lines;
}

}  // namespace

RequestExpectation RequestExpectation::load(JsonReader& in,
                                            std::span<const std::string_view> routes) {
  const std::string where = in.where();
  RequestExpectation expectation;
  const json* const request = in.value("request");
  const json* const times = in.value("times");
  expectation.in_order_ = in.value("in_order") != nullptr;
  if (expectation.in_order_) {
    in.each("in_order", [&](const json& item, const std::string& item_where) {
      expectation.requests_.push_back(RequestMatcher::load(item, item_where, routes));
    });
    if (request != nullptr) in.complain("request", "cannot stand beside \"in_order\"");
    if (times != nullptr) in.complain("times", "cannot stand beside \"in_order\"");
    if (expectation.requests_.empty()) in.complain("in_order", "must list at least one request");
  } else if (request != nullptr) {
    expectation.requests_.push_back(RequestMatcher::load(*request, where + ": request", routes));
  }
  if (times != nullptr && times->is_object()) {
    JsonReader range(*times, where + ": times");
    const auto least = range.optional_integer("at_least", 0, kMostTimes);
    const auto most = range.optional_integer("at_most", least.value_or(0), kMostTimes);
    range.done();
    if (!least && !most) in.complain("times", "must have \"at_least\", \"at_most\" or both");
    expectation.at_least_ = static_cast<std::uint64_t>(least.value_or(0));
    if (most) expectation.at_most_ = static_cast<std::uint64_t>(*most);
  } else if (times != nullptr) {
    if (!times->is_number()) {
      in.complain("times",
                  "must be a whole number, or an object with \"at_least\", \"at_most\" or "
                  "both, not " +
                      json_quote(*times));
    }
    expectation.at_least_ = static_cast<std::uint64_t>(in.integer("times", 0, kMostTimes));
    expectation.at_most_ = expectation.at_least_;
  }
  expectation.wait_ = load_wait(in);
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
  const RequestMatcher& request = requests_.front();
  const auto count = static_cast<std::uint64_t>(
      std::count_if(entries.begin(), entries.end(),
                    [&](const KeptEntry& kept) { return request.fits(kept.entry); }));
  Verification found{.passed = count >= at_least_ && count <= at_most_, .count = count};
  found.message = "expected " + expected_count() + " like " + request.text() + ", found " +
                  std::to_string(count);
  if (found.passed) return found;
  // Of too many, what there should not have been is what there is.
  found.near_misses = near_misses(entries, 0, request, count > at_most_, redaction);
  return found;
}

Verification RequestExpectation::judge_order(std::span<const KeptEntry> entries,
                                             JournalRedaction& redaction) const {
  std::size_t done = 0;
  std::size_t next = 0;  // the first entry behind the last one that was found
  for (std::size_t i = 0; i < entries.size() && done < requests_.size(); ++i) {
    if (!requests_[done].fits(entries[i].entry)) continue;
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

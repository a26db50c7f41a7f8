#include "domain/faults/fault_timing.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

constexpr std::uint64_t kMaxCount = 1'000'000'000;

std::optional<std::uint64_t> read_count(JsonReader& in, std::string_view key, std::int64_t min) {
  const auto count = in.optional_integer(key, min, kMaxCount);
  return count ? std::optional(static_cast<std::uint64_t>(*count)) : std::nullopt;
}

std::optional<Duration> read_duration(JsonReader& in, std::string_view key) {
  const std::string text = in.text(key, "");
  if (text.empty()) return std::nullopt;
  const auto duration = parse_duration(text);
  if (!duration) {
    in.fail(key, "must be " + duration_form("\"30s\"") + ", not " + text_quote(text));
  }
  return duration;
}

// "1st", "22nd", "113th"
std::string ordinal(std::uint64_t number) {
  const std::uint64_t ten = number % 100 / 10;
  const std::uint64_t one = number % 10;
  const char* const ending = ten == 1   ? "th"
                             : one == 1 ? "st"
                             : one == 2 ? "nd"
                             : one == 3 ? "rd"
                                        : "th";
  return std::to_string(number) + ending;
}

std::string number_text(double number) {
  constexpr double kDigits = 10'000;
  return nlohmann::json(std::floor(number * kDigits) / kDigits).dump();
}

}  // namespace

FaultTiming FaultTiming::read(JsonReader& in) {
  FaultTiming timing;
  timing.after = read_count(in, "after", 0).value_or(0);
  timing.first = read_count(in, "first", 1);
  timing.every = read_count(in, "every", 1).value_or(1);
  timing.times = read_count(in, "times", 1);
  timing.probability = in.optional_number("probability", 0, 1).value_or(1);
  timing.from = read_duration(in, "from").value_or(Duration::zero());
  timing.until = read_duration(in, "until");
  return timing;
}

void FaultTiming::check(const std::string& where) const {
  const auto fail = [&](const char* field, const std::string& problem) {
    refuse_field(where, field, problem);
  };
  const auto check_count = [&](const char* field, std::uint64_t count, std::uint64_t min) {
    if (count >= min && count <= kMaxCount) return;
    fail(field, "must be a whole number from " + std::to_string(min) + " to " +
                    std::to_string(kMaxCount) + ", not " + std::to_string(count));
  };
  check_count("after", after, 0);
  if (first) check_count("first", *first, 1);
  check_count("every", every, 1);
  if (times) check_count("times", *times, 1);
  if (!(probability >= 0 && probability <= 1)) {
    fail("probability",
         "must be a number from 0.0 to 1.0, not " + nlohmann::json(probability).dump());
  }
  if (from < Duration::zero() || from > kMaxDuration) {
    fail("from",
         "must be from " + range_text(Duration::zero(), kMaxDuration) + ", not " + to_text(from));
  }
  if (until && *until <= from) {
    fail("until",
         "must be later than \"from\", " + to_text(from) + ", not \"" + to_text(*until) + "\"");
  }
}

std::string FaultTiming::outside_window(Timestamp began, Timestamp now) const {
  if (now < later(began, from)) {
    return "skipped: the rule starts at " + to_rfc3339(later(began, from)) +
           " (from=" + to_text(from) + ")";
  }
  if (until && now >= later(began, *until)) {
    return "skipped: the rule ended at " + to_rfc3339(later(began, *until)) +
           " (until=" + to_text(*until) + ")";
  }
  return "";
}

std::string FaultTiming::skip_reason(const FaultCount& count, const SeededRandom& draws,
                                     std::uint64_t rule) const {
  const auto said = [](const char* field, std::uint64_t value) {
    return " (" + std::string(field) + "=" + std::to_string(value) + ")";
  };
  const std::uint64_t number = count.matched + 1;
  if (number <= after) {
    return "skipped: the rule ignores the first " + std::to_string(after) + " matching request(s)" +
           said("after", after);
  }
  const std::uint64_t rest = number - after;
  if (first && rest > *first) {
    return "skipped: the rule is limited to the first " + std::to_string(*first) +
           " matching request(s)" + said("first", *first);
  }
  if (rest % every != 0) {
    return "skipped: this is matching request " + std::to_string(rest) +
           ", and the rule fires on every " + ordinal(every) + said("every", every);
  }
  if (times && count.fired >= *times) {
    return "skipped: the rule has already fired " + std::to_string(count.fired) + " time(s)" +
           said("times", *times);
  }
  if (probability >= 1) return "";
  const double drawn = draws.uniform(RandomStream::fault_probability, rule + count.matched);
  if (drawn < probability) return "";
  return "skipped: drew " + number_text(drawn) + ", not below the probability " +
         number_text(probability);
}

void FaultTiming::write(nlohmann::ordered_json& out) const {
  if (after > 0) out["after"] = after;
  if (first) out["first"] = *first;
  if (every > 1) out["every"] = every;
  if (times) out["times"] = *times;
  if (probability < 1) out["probability"] = probability;
  if (from > Duration::zero()) out["from"] = to_text(from);
  if (until) out["until"] = to_text(*until);
}

}  // namespace wavespeed_mock

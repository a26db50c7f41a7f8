#include "domain/faults/fault_timing.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

constexpr std::int64_t kMost = 1'000'000'000;

std::optional<std::uint64_t> load_count(JsonReader& in, std::string_view key, std::int64_t least) {
  const auto count = in.optional_integer(key, least, kMost);
  return count ? std::optional(static_cast<std::uint64_t>(*count)) : std::nullopt;
}

std::optional<Duration> load_duration(JsonReader& in, std::string_view key) {
  const std::string text = in.text(key, "");
  if (text.empty()) return std::nullopt;
  const auto duration = parse_duration(text);
  if (!duration) {
    in.complain(key, "must be a duration such as \"30s\", not \"" + shortened(text) + "\"");
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

FaultTiming FaultTiming::load(JsonReader& in) {
  FaultTiming timing;
  timing.after = load_count(in, "after", 0).value_or(0);
  timing.first = load_count(in, "first", 1);
  timing.every = load_count(in, "every", 1).value_or(1);
  timing.times = load_count(in, "times", 1);
  timing.probability = in.optional_number("probability", 0, 1).value_or(1);
  timing.from = load_duration(in, "from").value_or(Duration::zero());
  timing.until = load_duration(in, "until");
  if (timing.until && *timing.until <= timing.from) {
    in.complain("until", "must be later than \"from\", " + to_text(timing.from) + ", not \"" +
                             to_text(*timing.until) + "\"");
  }
  return timing;
}

std::string FaultTiming::closed(Timestamp began, Timestamp now) const {
  if (now < later(began, from)) return "it begins at " + to_rfc3339(later(began, from));
  if (until && now >= later(began, *until)) {
    return "it ended at " + to_rfc3339(later(began, *until));
  }
  return "";
}

std::string FaultTiming::held_back(const FaultCount& count, const SeededRandom& draws,
                                   std::uint64_t rule) const {
  const std::uint64_t number = count.matched + 1;
  if (number <= after) {
    return "the " + ordinal(number) + " of " + std::to_string(after) +
           " that are let through first";
  }
  const std::uint64_t rest = number - after;
  if (first && rest > *first) return "its first " + std::to_string(*first) + " are over";
  if (rest % every != 0)
    return "the " + ordinal(rest) + ", where every " + ordinal(every) + " counts";
  if (times && count.fired >= *times) {
    return "it has fired " + std::to_string(count.fired) + (count.fired == 1 ? " time" : " times");
  }
  if (probability >= 1) return "";
  const double drawn = draws.uniform(RandomStream::fault_probability, rule + count.matched);
  if (drawn < probability) return "";
  return "probability " + number_text(probability) + " drew " + number_text(drawn);
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

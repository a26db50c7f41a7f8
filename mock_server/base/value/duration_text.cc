#include "base/value/duration_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace wavespeed_mock {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};

// Longest first: the way back picks the first that divides.
constexpr std::array<Unit, 7> kUnits = {{{"d", 86'400'000'000'000},
                                         {"h", 3'600'000'000'000},
                                         {"m", 60'000'000'000},
                                         {"s", 1'000'000'000},
                                         {"ms", 1'000'000},
                                         {"us", 1'000},
                                         {"ns", 1}}};

// Exact to the nanosecond: whole units never pass through a double, and less than one unit fits
// into one with digits to spare.
std::optional<Duration> in_unit(std::string_view number, const Unit& unit) {
  const std::size_t point = std::min(number.find('.'), number.size());
  const char* const whole_end = number.data() + point;
  const char* const end = number.data() + number.size();

  std::int64_t whole = 0;
  if (point > 0 && std::from_chars(number.data(), whole_end, whole).ec != std::errc()) {
    return std::nullopt;
  }
  if (whole > kMaxDuration.count() / unit.nanoseconds) return std::nullopt;

  double part = 0;
  if (point < number.size()) {
    const auto [rest, error] = std::from_chars(whole_end, end, part, std::chars_format::fixed);
    if (error != std::errc() || rest != end) return std::nullopt;
  }
  const Duration length(whole * unit.nanoseconds +
                        std::llround(part * static_cast<double>(unit.nanoseconds)));
  return length <= kMaxDuration ? std::optional(length) : std::nullopt;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  if (text == "0") return Duration::zero();
  const std::size_t length = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string_view number = text.substr(0, length);
  for (const Unit& unit : kUnits) {
    if (text.substr(length) == unit.name && !number.empty()) return in_unit(number, unit);
  }
  return std::nullopt;
}

std::string range_text(Duration min, Duration max) {
  return min == Duration(1) ? "above 0, up to " + to_text(max)
                            : to_text(min) + " to " + to_text(max);
}

std::string duration_form(std::string_view example, Duration min, Duration max) {
  const std::string range = range_text(min, max);
  return "a duration " + (min == Duration(1) ? range + ',' : "from " + range) + " such as " +
         std::string(example);
}

std::string to_text(Duration duration) {
  const std::int64_t count = duration.count();
  if (count == 0) return "0";
  for (const Unit& unit : kUnits) {
    if (count % unit.nanoseconds == 0) {
      return std::to_string(count / unit.nanoseconds) + std::string(unit.name);
    }
  }
  return std::to_string(count) + "ns";
}

}  // namespace wavespeed_mock

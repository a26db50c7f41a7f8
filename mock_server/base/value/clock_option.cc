#include "base/value/clock_option.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "base/text/quoting.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kScaled = "scaled:";
constexpr double kMostFactor = 1e6;

bool stands_still(ClockMode mode) {
  return mode == ClockMode::manual || mode == ClockMode::automatic;
}

// Nullopt: with the wall.
std::optional<Timestamp> start_of(const Options& options, ClockMode mode) {
  if (options.clock_start.empty()) {
    return stands_still(mode) ? std::optional(ManualClock().now()) : std::nullopt;
  }
  const auto start = parse_iso8601(options.clock_start);
  if (!start) {
    throw ConfigError("clock_start must be a time such as \"2026-01-01T00:00:00Z\", not " +
                      json_quote(options.clock_start));
  }
  return start;
}

}  // namespace

std::optional<ClockChoice> parse_clock_mode(std::string_view text) {
  if (text == "real") return ClockChoice{.mode = ClockMode::real};
  if (text == "manual") return ClockChoice{.mode = ClockMode::manual};
  if (text == "auto") return ClockChoice{.mode = ClockMode::automatic};
  if (!text.starts_with(kScaled)) return std::nullopt;
  text.remove_prefix(kScaled.size());
  double factor = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), factor);
  if (error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
  // Written so that "nan" is refused too.
  if (!(factor > 0 && factor <= kMostFactor)) return std::nullopt;
  return ClockChoice{.mode = ClockMode::scaled, .factor = factor};
}

std::string to_text(ClockMode mode, double factor) {
  switch (mode) {
    case ClockMode::real:
      return "real";
    case ClockMode::manual:
      return "manual";
    case ClockMode::automatic:
      return "auto";
    case ClockMode::scaled:
      break;
  }
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, factor).ptr;
  return std::string(kScaled) + std::string(digits, end);
}

std::shared_ptr<Clock> make_clock(const Options& options, ClockMode otherwise) {
  if (options.clock != nullptr) {
    if (options.clock_mode.empty() && options.clock_start.empty()) return options.clock;
    throw ConfigError(
        "a clock of your own leaves no choice: clock_mode and clock_start must be empty");
  }
  ClockChoice choice{.mode = otherwise};
  if (!options.clock_mode.empty()) {
    const auto chosen = parse_clock_mode(options.clock_mode);
    if (!chosen) {
      throw ConfigError("clock_mode must be " + std::string(kClockModeForms) + ", not " +
                        json_quote(options.clock_mode));
    }
    choice = *chosen;
  }
  return std::make_shared<TestClock>(choice.mode, start_of(options, choice.mode), choice.factor);
}

}  // namespace wavespeed_mock

#include "app/mock_clock.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/text/quoting.h"
#include "base/value/clock_option.h"
#include "base/value/timestamp.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

bool stands_still(ClockMode mode) {
  return mode == ClockMode::manual || mode == ClockMode::automatic;
}

// Nullopt: the time of the wall clock.
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

std::shared_ptr<Clock> make_clock(const Options& options, ClockMode default_mode) {
  if (options.clock != nullptr) {
    if (options.clock_mode.empty() && options.clock_start.empty()) return options.clock;
    throw ConfigError(
        "a clock of your own leaves no choice: clock_mode and clock_start must be empty");
  }
  ClockChoice choice{.mode = default_mode};
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

#include "app/mock_clock.h"

#include <optional>
#include <string>

#include "base/value/timestamp.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

bool stands_still(ClockMode mode) {
  return mode == ClockMode::manual || mode == ClockMode::automatic;
}

// Nullopt: the time of the wall clock.
std::optional<Timestamp> start_of(const Options& options, ClockMode mode) {
  if (options.clock_start || !stands_still(mode)) return options.clock_start;
  return ManualClock().now();
}

}  // namespace

std::shared_ptr<Clock> make_clock(const Options& options, ClockMode default_mode) {
  if (options.clock != nullptr) {
    if (!options.clock_mode && !options.clock_start) return options.clock;
    throw ConfigError(
        "a clock of your own leaves no choice: clock_mode and clock_start must not be set");
  }
  if (options.clock_start && !is_known_time(*options.clock_start)) {
    throw ConfigError("clock_start must be " + std::string(kTimeRange) + ", not " +
                      to_rfc3339(*options.clock_start));
  }
  const ClockSetting setting = options.clock_mode.value_or(default_mode);
  return std::make_shared<TestClock>(setting.mode, start_of(options, setting.mode), setting.factor);
}

}  // namespace wavespeed_mock

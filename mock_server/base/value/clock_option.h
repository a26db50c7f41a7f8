// How a clock is chosen in words: "real", "scaled:100", "manual", "auto".
//
// Functions without state; any thread may call them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

struct ClockChoice {
  ClockMode mode = ClockMode::manual;
  double factor = 1;  // of `scaled`
};

// Nullopt for what is none of the four.
std::optional<ClockChoice> parse_clock_mode(std::string_view text);
// For messages: what parse_clock_mode() reads.
inline constexpr std::string_view kClockModeForms =
    R"("real", "scaled:100" (a factor above 0, at most 1000000), "manual" or "auto")";

// As parse_clock_mode() reads it.
std::string to_text(ClockMode mode, double factor);

// The clock that the options ask for, `otherwise` that mode where they say nothing. Throws
// ConfigError when they are wrong, or ask for two.
std::shared_ptr<Clock> make_clock(const Options& options, ClockMode otherwise);

}  // namespace wavespeed_mock

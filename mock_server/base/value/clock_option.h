// The text forms of a clock mode: "real", "scaled:100", "manual", "auto".
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct ClockChoice {
  ClockMode mode = ClockMode::manual;
  double factor = 1;  // of `scaled`
};

// Nullopt for a text of another form.
std::optional<ClockChoice> parse_clock_mode(std::string_view text);
// For messages: what parse_clock_mode() reads.
inline constexpr std::string_view kClockModeForms =
    R"("real", "scaled:100" (a factor above 0, at most 1000000), "manual" or "auto")";

// As parse_clock_mode() reads it.
std::string to_text(ClockMode mode, double factor);

}  // namespace wavespeed_mock

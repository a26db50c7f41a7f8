#include "base/value/clock_option.h"

#include <charconv>

namespace wavespeed_mock {
namespace {

constexpr std::string_view kScaled = "scaled:";
constexpr double kMaxFactor = 1e6;

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
  if (!(factor > 0 && factor <= kMaxFactor)) return std::nullopt;
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

}  // namespace wavespeed_mock

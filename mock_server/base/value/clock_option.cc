#include "base/value/clock_option.h"

#include <charconv>

namespace wavespeed_mock {
namespace {

constexpr std::string_view kScaled = "scaled:";

}  // namespace

std::optional<ClockSetting> parse_clock_mode(std::string_view text) {
  if (text == "real") return ClockSetting::real();
  if (text == "manual") return ClockSetting::manual();
  if (text == "auto") return ClockSetting::automatic();
  if (!text.starts_with(kScaled)) return std::nullopt;
  text.remove_prefix(kScaled.size());
  double factor = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), factor);
  if (error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
  const ClockSetting setting = ClockSetting::scaled(factor);
  return is_valid(setting) ? std::optional(setting) : std::nullopt;
}

bool is_valid(const ClockSetting& setting) {
  if (setting.mode != ClockMode::scaled) return true;
  // False for what is not a number, too.
  return setting.factor > 0 && setting.factor <= ClockSetting::kMaxFactor;
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

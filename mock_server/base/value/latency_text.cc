#include "base/value/latency_text.h"

#include "base/value/distribution.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

std::optional<Latency> parse_latency(std::string_view text) {
  if (text == "realistic") return Latency::realistic();
  if (text == "brisk") return Latency::brisk();
  if (text == "instant") return Latency::instant();
  auto distribution = parse_distribution(text);
  if (!distribution) return std::nullopt;
  return Latency(*std::move(distribution));
}

bool is_valid(const Latency& latency) {
  return latency.mode() != Latency::Mode::distribution || is_valid(latency.distribution());
}

Latency Latency::parse(std::string_view text) {
  if (auto latency = parse_latency(text)) return *std::move(latency);
  throw ConfigError("a latency must be " + std::string(kLatencyForms) + ", not \"" +
                    std::string(text) + '"' + distribution_hint(text));
}

std::string to_text(const Latency& latency) {
  switch (latency.mode()) {
    case Latency::Mode::realistic:
      return "realistic";
    case Latency::Mode::brisk:
      return "brisk";
    case Latency::Mode::distribution:
      break;
  }
  return latency == Latency::instant() ? "instant" : to_text(latency.distribution());
}

}  // namespace wavespeed_mock

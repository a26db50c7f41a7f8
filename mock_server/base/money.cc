#include "base/money.h"

#include <cmath>
#include <stdexcept>

namespace wavespeed_mock {

Money Money::from_usd(double usd) {
  constexpr double kMostUsd = 1e12;
  if (!(std::abs(usd) <= kMostUsd)) throw std::out_of_range("not an amount of dollars");
  return {std::llround(usd * 1e6)};
}

std::string to_decimal(Money amount) {
  constexpr std::uint64_t kMicrosPerDollar = 1'000'000;
  const bool negative = amount.micros < 0;
  const std::uint64_t size = negative ? 0 - static_cast<std::uint64_t>(amount.micros)
                                      : static_cast<std::uint64_t>(amount.micros);
  std::string text = negative ? "-" : "";
  text += std::to_string(size / kMicrosPerDollar);
  const std::uint64_t fraction = size % kMicrosPerDollar;
  if (fraction == 0) return text;
  // With a one before them, the six digits keep their leading zeros.
  std::string digits = std::to_string(kMicrosPerDollar + fraction).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return text + "." + digits;
}

}  // namespace wavespeed_mock

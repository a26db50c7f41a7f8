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
  std::uint64_t fraction = size % kMicrosPerDollar;
  if (fraction == 0) return text;
  text += '.';
  for (std::uint64_t digit = kMicrosPerDollar / 10; fraction != 0; digit /= 10) {
    text += static_cast<char>('0' + fraction / digit);
    fraction %= digit;
  }
  return text;
}

}  // namespace wavespeed_mock

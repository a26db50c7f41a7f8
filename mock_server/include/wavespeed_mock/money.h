// An amount of US dollars in whole micro-dollars (millionths), so that sums are exact.
#pragma once

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string>

namespace wavespeed_mock {

// The largest amount of dollars that an option, a fixture or a request can name.
inline constexpr double kMaxUsd = 1e9;
// The most dollars that an account can have in all, spent or not. Below 2^33 dollars, each
// micro-dollar has a double of its own, so that usd() is exact.
inline constexpr double kMaxTotalUsd = 8e9;

struct Money {
  std::int64_t micros = 0;

  // Nearest whole micro-dollar, halves away from zero. Throws Error with
  // ErrorCode::invalid_argument for what is not a number, or is beyond plus or minus one trillion
  // dollars.
  static Money from_usd(double usd);

  // For JSON numbers: the double nearest to the amount.
  double usd() const { return static_cast<double>(micros) / 1e6; }

  friend constexpr auto operator<=>(Money, Money) = default;
  friend constexpr Money operator+(Money a, Money b) { return {a.micros + b.micros}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.micros - b.micros}; }
  friend constexpr Money operator-(Money a) { return {-a.micros}; }
  constexpr Money& operator+=(Money other) {
    micros += other.micros;
    return *this;
  }
};

// Money::from_usd(): usd(12.5).
inline Money usd(double dollars) {
  return Money::from_usd(dollars);
}

// Without trailing zeros and without rounding: "0.012", "-3", "100". A valid JSON number.
std::string to_decimal(Money amount);

// For people: "$0.012", "-$3".
std::string to_dollars(Money amount);

// The same; what messages of tests show.
std::ostream& operator<<(std::ostream& out, Money amount);

}  // namespace wavespeed_mock

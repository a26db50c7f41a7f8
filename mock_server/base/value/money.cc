#include "wavespeed_mock/money.h"

#include <charconv>
#include <cmath>
#include <iterator>
#include <ostream>
#include <string>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

Money Money::from_usd(double usd) {
  constexpr double kMaxAmount = 1e12;
  if (!(std::abs(usd) <= kMaxAmount)) {
    throw Error(ErrorCode::invalid_argument,
                "an amount must be from -1e12 to 1e12 US dollars, not " + std::to_string(usd));
  }
  return {std::llround(usd * 1e6)};
}

std::string to_decimal(Money amount) {
  constexpr std::uint64_t kMicrosPerDollar = 1'000'000;
  const bool negative = amount.micros < 0;
  const std::uint64_t size = negative ? 0 - static_cast<std::uint64_t>(amount.micros)
                                      : static_cast<std::uint64_t>(amount.micros);
  char text[32];
  char* end = text;
  if (negative) *end++ = '-';
  end = std::to_chars(end, std::end(text), size / kMicrosPerDollar).ptr;
  if (const std::uint64_t fraction = size % kMicrosPerDollar; fraction != 0) {
    // With a one before them, the six digits keep their leading zeros; the point takes its place.
    char* const point = end;
    end = std::to_chars(point, std::end(text), kMicrosPerDollar + fraction).ptr;
    *point = '.';
    while (end[-1] == '0') --end;
  }
  return {text, end};
}

std::string to_dollars(Money amount) {
  return amount < Money{} ? "-$" + to_decimal(-amount) : "$" + to_decimal(amount);
}

std::ostream& operator<<(std::ostream& out, Money amount) {
  return out << to_dollars(amount);
}

}  // namespace wavespeed_mock

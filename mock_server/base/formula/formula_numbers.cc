// Numbers by the rules of JSONata: $number of a text, $round.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>

#include "base/formula/formula_tokens.h"
#include "base/formula/formula_value.h"
#include "base/text/ascii.h"
#include "base/text/quoting.h"

namespace wavespeed_mock::formula {
namespace {

// -?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?
bool is_decimal(std::string_view text) {
  const auto skip_digits = [&] {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const bool some = end != text.begin();
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    return some;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!skip_digits()) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!skip_digits()) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (!skip_digits()) return false;
  }
  return text.empty();
}

bool has_digit_of(int base, char c) {
  return hex_digit(c) >= 0 && hex_digit(c) < base;
}

// 16 for "0x…", 8 for "0o…", 2 for "0b…" with at least one digit of that base; otherwise 0.
int prefixed_base(std::string_view text) {
  if (text.size() < 3 || text[0] != '0') return 0;
  int base = 0;
  switch (text[1]) {
    case 'x':
    case 'X':
      base = 16;
      break;
    case 'o':
    case 'O':
      base = 8;
      break;
    case 'b':
    case 'B':
      base = 2;
      break;
    default:
      return 0;
  }
  return has_digit_of(base, text[2]) ? base : 0;
}

// JSONata's pattern for them lacks parentheses, so that each alternative is bound at one side or at
// none: it begins with 0x1, or has 0o1 anywhere, or ends with 0b1.
bool looks_prefixed(std::string_view text) {
  if (prefixed_base(text) == 16) return true;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (prefixed_base(text.substr(i)) == 8) return true;
  }
  const std::size_t digits = text.size() - std::min(text.size(), text.find_last_not_of("01") + 1);
  const std::size_t before = text.size() - digits;
  // The 0 of "0b" is not one of the digits, but the b is what ends them.
  return digits > 0 && before >= 2 && prefixed_base(text.substr(before - 2)) == 2;
}

double prefixed_number(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n\r\v\f");
  text = text.substr(first, text.find_last_not_of(" \t\n\r\v\f") - first + 1);
  const int base = prefixed_base(text);
  if (base == 0) return std::numeric_limits<double>::quiet_NaN();
  double number = 0;
  for (const char c : text.substr(2)) {
    if (!has_digit_of(base, c)) return std::numeric_limits<double>::quiet_NaN();
    number = number * base + hex_digit(c);
  }
  return number;
}

// The number with its decimal point moved to the right, without the error of a multiplication.
double shifted(double number, int places) {
  if (!std::isfinite(number)) return std::nan("");
  char text[64];
  const auto end =
      std::to_chars(std::begin(text), std::end(text), number, std::chars_format::scientific).ptr;
  const std::string_view written(text, static_cast<std::size_t>(end - text));
  const std::size_t mark = written.find('e');
  std::string_view exponent = written.substr(mark + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  int power = 0;
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
  return nearest_double(std::string(written.substr(0, mark)) + "e" +
                        std::to_string(power + places));
}

double round_whole(double number) {
  const double below = std::floor(number);
  const double part = number - below;
  if (part != 0.5) return part > 0.5 ? below + 1 : below;
  return std::fmod(below, 2) == 0 ? below : below + 1;
}

}  // namespace

double number_of_text(std::string_view text) {
  if (is_decimal(text)) {
    const double number = nearest_double(text);
    if (std::isfinite(number)) return number;
  } else if (looks_prefixed(text)) {
    return prefixed_number(text);
  }
  throw Failure{"$number cannot read " + text_quote(text) + " as a number"};
}

double round_half_even(double number, int digits) {
  if (!std::isfinite(number)) return digits == 0 ? number : std::nan("");
  if (digits == 0) return round_whole(number) + 0.0;
  return shifted(round_whole(shifted(number, digits)), -digits) + 0.0;
}

}  // namespace wavespeed_mock::formula

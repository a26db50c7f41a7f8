#include "base/http/http_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string to_http_date(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  std::string text(kDays[std::chrono::weekday(day).c_encoding()]);
  text += ", " + two_digits(static_cast<unsigned>(date.day())) + " ";
  text += kMonths[static_cast<unsigned>(date.month()) - 1];
  text += " " + std::to_string(static_cast<int>(date.year())) + " ";
  text += two_digits(clock.hours().count()) + ":" + two_digits(clock.minutes().count()) + ":" +
          two_digits(clock.seconds().count()) + " GMT";
  return text;
}

std::optional<Timestamp> parse_http_date(std::string_view text) {
  constexpr std::string_view kForm = "Sun, 06 Nov 1994 08:49:37 GMT";
  if (text.size() != kForm.size()) return std::nullopt;
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  std::string iso(text.substr(12, 4));
  iso += '-' + two_digits(month - kMonths.begin() + 1) + '-';
  iso += text.substr(5, 2);
  iso += 'T';
  iso += text.substr(17, 8);
  iso += 'Z';
  const auto time = parse_iso8601(iso);
  // The day of the week, the commas and the spaces are where they belong if the way back says so.
  return time && to_http_date(*time) == text ? time : std::nullopt;
}

}  // namespace wavespeed_mock

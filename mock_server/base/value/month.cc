#include "base/value/month.h"

#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kLength = 7;  // "2026-01"

}  // namespace

std::string month_text(std::chrono::year_month month) {
  return to_date(std::chrono::sys_days(month / 1)).substr(0, kLength);
}

std::chrono::year_month month_of(Timestamp time) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  return day.year() / day.month();
}

std::optional<std::pair<Timestamp, Timestamp>> parse_month(std::string_view text) {
  if (text.size() != kLength) return std::nullopt;
  const auto start = parse_iso8601(std::string(text) + "-01");
  if (!start) return std::nullopt;
  const auto first = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*start));
  const std::chrono::sys_days next(first + std::chrono::months(1));
  return std::pair{*start, Timestamp(next) - std::chrono::nanoseconds(1)};
}

}  // namespace wavespeed_mock

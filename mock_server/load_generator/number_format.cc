#include "load_generator/number_format.h"

#include <cmath>
#include <cstdio>

namespace wavespeed_mock::load {
namespace {

std::string with_digits(double number, int digits) {
  const int size = std::snprintf(nullptr, 0, "%.*f", digits, number);
  std::string text(static_cast<std::size_t>(size) + 1, '\0');
  std::snprintf(text.data(), text.size(), "%.*f", digits, number);
  text.pop_back();
  return text;
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string rate_text(double per_second) {
  constexpr double kSmall = 100;
  if (per_second < kSmall) return with_digits(per_second, 1);
  return grouped(static_cast<std::uint64_t>(std::llround(per_second)));
}

std::string latency_text(Duration latency) {
  struct Unit {
    double nanoseconds;
    const char* name;
  };
  constexpr Unit kUnits[] = {{1, "ns"}, {1e3, "µs"}, {1e6, "ms"}, {1e9, "s"}};
  const auto all = static_cast<double>(latency.count());
  for (const Unit& unit : kUnits) {
    const double number = all / unit.nanoseconds;
    // What would be rounded to 1000 belongs to the next unit.
    if (number >= 999.5 && &unit != std::end(kUnits) - 1) continue;
    int digits = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
    if (unit.nanoseconds == 1) digits = 0;
    return with_digits(number, digits) + ' ' + unit.name;
  }
  return {};
}

std::string bytes_text(std::uint64_t bytes) {
  constexpr double kStep = 1024;
  if (bytes < 1024) return std::to_string(bytes) + " B";
  auto number = static_cast<double>(bytes);
  const char* name = "";
  for (const char* unit : {"KiB", "MiB", "GiB", "TiB"}) {
    number /= kStep;
    name = unit;
    if (number < kStep) break;
  }
  return with_digits(number, 1) + ' ' + name;
}

std::string percent(double part) {
  return with_digits(part * 100, 0) + " %";
}

}  // namespace wavespeed_mock::load

#include "base/value/distribution.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/value/duration_text.h"

namespace wavespeed_mock {
namespace {

using Shape = Distribution::Shape;
using Percentile = Distribution::Percentile;

constexpr double kMaxSigma = 5;

std::optional<double> parse_number(std::string_view text) {
  double number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
  return number;
}

// Also false for what is not a number.
bool is_within(double number, double min, double max) {
  return number >= min && number <= max;
}

bool is_time(Duration time) {
  return time >= Duration::zero() && time <= kMaxDuration;
}

std::string number_text(double number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

// "p99.9=10s"
std::optional<Percentile> parse_percentile(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (!text.starts_with('p') || equals == std::string_view::npos) return std::nullopt;
  const auto percent = parse_number(text.substr(1, equals - 1));
  const auto time = parse_duration(text.substr(equals + 1));
  if (!percent || !time) return std::nullopt;
  return Percentile{*percent, *time};
}

std::optional<Distribution> parse_percentiles(std::string_view values) {
  Distribution distribution{.shape = Shape::percentiles};
  auto& table = distribution.table;
  for (;;) {
    const std::size_t comma = values.find(',');
    const auto entry = parse_percentile(values.substr(0, comma));
    if (!entry) return std::nullopt;
    table.push_back(*entry);
    if (comma == std::string_view::npos) return distribution;
    values.remove_prefix(comma + 1);
  }
}

bool are_rising(const std::vector<Percentile>& table) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!is_time(table[i].time) || !is_within(table[i].percent, 0, 100)) return false;
    if (i == 0) continue;
    if (table[i].percent <= table[i - 1].percent || table[i].time < table[i - 1].time) return false;
  }
  return !table.empty();
}

// The text's shape and numbers, whatever they are.
std::optional<Distribution> parse_any(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view shape = text.substr(0, colon);
  const std::string_view values = text.substr(colon + 1);
  if (shape == "percentiles") return parse_percentiles(values);
  if (shape == "fixed") {
    const auto time = parse_duration(values);
    if (!time) return std::nullopt;
    return Distribution::fixed(*time);
  }
  const std::size_t comma = values.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto first = parse_duration(values.substr(0, comma));
  if (!first) return std::nullopt;
  const std::string_view rest = values.substr(comma + 1);
  if (shape == "lognormal") {
    const auto sigma = parse_number(rest);
    if (!sigma) return std::nullopt;
    return Distribution::lognormal(*first, *sigma);
  }
  const auto second = parse_duration(rest);
  if (!second) return std::nullopt;
  if (shape == "normal") {
    return Distribution::normal(*first, *second);
  }
  if (shape != "uniform") return std::nullopt;
  return Distribution::uniform(*first, *second);
}

double nanoseconds(Duration duration) {
  return static_cast<double>(duration.count());
}

// From a draw that may be anything.
Duration bounded(double time) {
  return Duration(std::llround(std::clamp(time, 0.0, nanoseconds(kMaxDuration))));
}

Duration percentile(const std::vector<Percentile>& table, double percent) {
  Percentile below;
  for (const Percentile& above : table) {
    if (percent < above.percent) {
      const double way = (percent - below.percent) / (above.percent - below.percent);
      return bounded(nanoseconds(below.time) + way * nanoseconds(above.time - below.time));
    }
    below = above;
  }
  return below.time;
}

}  // namespace

bool is_valid(const Distribution& distribution) {
  if (distribution.shape == Shape::percentiles) return are_rising(distribution.table);
  if (!is_time(distribution.first) || !is_time(distribution.second)) return false;
  if (distribution.shape == Shape::uniform) return distribution.first <= distribution.second;
  return distribution.shape != Shape::lognormal || is_within(distribution.sigma, 0, kMaxSigma);
}

std::optional<Distribution> parse_distribution(std::string_view text) {
  auto distribution = parse_any(text);
  if (distribution && !is_valid(*distribution)) distribution.reset();
  return distribution;
}

std::string distribution_hint(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || parse_distribution(text)) return "";
  const std::string times = "from " + range_text(Duration::zero(), kMaxDuration);
  const std::string_view shape = text.substr(0, colon);
  if (shape == "fixed") return "; its time is " + times + ", with a unit";
  if (shape == "normal") return "; its two times are " + times + ", with units";
  if (shape == "uniform") {
    return "; its two times are " + times + ", with units, the shorter one first";
  }
  if (shape == "lognormal") {
    return "; its median is a time " + times + " with a unit, its sigma a number from 0 to " +
           number_text(kMaxSigma);
  }
  if (shape == "percentiles") {
    return "; its percents rise from 0 to 100, and its times, " + times +
           " with units, do not fall";
  }
  return "";
}

std::string to_text(const Distribution& distribution) {
  switch (distribution.shape) {
    case Shape::fixed:
      return "fixed:" + to_text(distribution.first);
    case Shape::uniform:
      return "uniform:" + to_text(distribution.first) + "," + to_text(distribution.second);
    case Shape::normal:
      return "normal:" + to_text(distribution.first) + "," + to_text(distribution.second);
    case Shape::lognormal:
      return "lognormal:" + to_text(distribution.first) + "," + number_text(distribution.sigma);
    case Shape::percentiles:
      break;
  }
  std::string text = "percentiles:";
  for (const Percentile& entry : distribution.table) {
    if (text.back() != ':') text += ',';
    text += "p" + number_text(entry.percent) + "=" + to_text(entry.time);
  }
  return text;
}

Duration draw(const Distribution& distribution, const SeededRandom& draws, RandomStream purpose,
              std::uint64_t ordinal) {
  constexpr double kMaxOfMedian = 1000;
  const double first = nanoseconds(distribution.first);
  switch (distribution.shape) {
    case Shape::fixed:
      return distribution.first;
    case Shape::uniform: {
      const double width = nanoseconds(distribution.second - distribution.first);
      return distribution.first + Duration(std::llround(width * draws.uniform(purpose, ordinal)));
    }
    case Shape::normal:
      return bounded(first + nanoseconds(distribution.second) * draws.normal(purpose, ordinal));
    case Shape::lognormal: {
      const double factor = std::exp(distribution.sigma * draws.normal(purpose, ordinal));
      return bounded(first * std::min(factor, kMaxOfMedian));
    }
    case Shape::percentiles:
      return percentile(distribution.table, 100 * draws.uniform(purpose, ordinal));
  }
  return Duration::zero();
}

}  // namespace wavespeed_mock

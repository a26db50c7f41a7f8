#include "base/value/distribution.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/value/duration_text.h"

namespace wavespeed_mock {
namespace {

using Shape = Distribution::Shape;
using Percentile = Distribution::Percentile;

std::optional<double> parse_number(std::string_view text, double least, double most) {
  double number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
  if (!(number >= least && number <= most)) return std::nullopt;
  return number;
}

std::string number_text(double number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

// "p99.9=10s"
std::optional<Percentile> parse_percentile(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (!text.starts_with('p') || equals == std::string_view::npos) return std::nullopt;
  const auto percent = parse_number(text.substr(1, equals - 1), 0, 100);
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
    if (!table.empty() &&
        (entry->percent <= table.back().percent || entry->time < table.back().time)) {
      return std::nullopt;
    }
    table.push_back(*entry);
    if (comma == std::string_view::npos) return distribution;
    values.remove_prefix(comma + 1);
  }
}

double nanoseconds(Duration duration) {
  return static_cast<double>(duration.count());
}

// From a draw that may be anything.
Duration bounded(double time) {
  constexpr double kLongest = 36'525.0 * 24 * 3'600 * 1e9;  // 100 years
  return Duration(std::llround(std::clamp(time, 0.0, kLongest)));
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

std::optional<Distribution> parse_distribution(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view shape = text.substr(0, colon);
  const std::string_view values = text.substr(colon + 1);
  if (shape == "percentiles") return parse_percentiles(values);
  if (shape == "fixed") {
    const auto time = parse_duration(values);
    if (!time) return std::nullopt;
    return Distribution{.shape = Shape::fixed, .first = *time};
  }
  const std::size_t comma = values.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto first = parse_duration(values.substr(0, comma));
  if (!first) return std::nullopt;
  const std::string_view rest = values.substr(comma + 1);
  if (shape == "lognormal") {
    constexpr double kMostSigma = 5;
    const auto sigma = parse_number(rest, 0, kMostSigma);
    if (!sigma) return std::nullopt;
    return Distribution{.shape = Shape::lognormal, .first = *first, .sigma = *sigma};
  }
  const auto second = parse_duration(rest);
  if (!second) return std::nullopt;
  if (shape == "normal") {
    return Distribution{.shape = Shape::normal, .first = *first, .second = *second};
  }
  if (shape != "uniform" || *second < *first) return std::nullopt;
  return Distribution{.shape = Shape::uniform, .first = *first, .second = *second};
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
  constexpr double kMostOfMedian = 1000;
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
      return bounded(first * std::min(factor, kMostOfMedian));
    }
    case Shape::percentiles:
      return percentile(distribution.table, 100 * draws.uniform(purpose, ordinal));
  }
  return Duration::zero();
}

}  // namespace wavespeed_mock

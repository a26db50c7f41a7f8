#include "load_generator/plots.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "load_generator/number_format.h"

namespace wavespeed_mock::load {
namespace {

constexpr double kWidth = 760;
constexpr double kHeight = 300;
constexpr double kLeft = 70;
constexpr double kRight = 740;
constexpr double kTop = 16;
constexpr double kBottom = 250;
constexpr std::size_t kMaxBars = 120;

std::string number(double value) {
  const int size = std::snprintf(nullptr, 0, "%.1f", value);
  std::string text(static_cast<std::size_t>(size) + 1, '\0');
  std::snprintf(text.data(), text.size(), "%.1f", value);
  text.pop_back();
  return text;
}

// "1.00 ms" as "1 ms": the marks of an axis are round.
std::string round_text(std::string text) {
  const std::size_t unit = std::min(text.find(' '), text.size());
  if (text.find('.') >= unit) return text;
  const std::size_t last = text.find_last_not_of('0', unit - 1);
  text.erase(last + (text[last] == '.' ? 0 : 1), unit - last - (text[last] == '.' ? 0 : 1));
  return text;
}

// From 0 to 1, as the place on the axis.
double across(double part) {
  return kLeft + part * (kRight - kLeft);
}
double upward(double part) {
  return kBottom - part * (kBottom - kTop);
}

std::string text_at(double x, double y, const char* anchor, const std::string& text) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">" +
         text + "</text>\n";
}

std::string line(const char* kind, double x1, double y1, double x2, double y2) {
  return std::string("<line class=\"") + kind + "\" x1=\"" + number(x1) + "\" y1=\"" + number(y1) +
         "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) + "\"/>\n";
}

std::string x_mark(double part, const std::string& label) {
  const double x = across(part);
  return line("grid", x, kTop, x, kBottom) + text_at(x, kBottom + 18, "middle", label);
}

std::string y_mark(double part, const std::string& label) {
  const double y = upward(part);
  return line("grid", kLeft, y, kRight, y) + text_at(kLeft - 8, y + 4, "end", label);
}

std::string framed(const std::string& title, const std::string& x_title, const std::string& body) {
  return "<svg viewBox=\"0 0 " + number(kWidth) + ' ' + number(kHeight) +
         "\" role=\"img\" aria-label=\"" + title + "\">\n" + body +
         line("axis", kLeft, kBottom, kRight, kBottom) +
         text_at(across(0.5), kBottom + 38, "middle", x_title) + "</svg>\n";
}

struct Point {
  double x;
  double y;
};

std::string path(const char* kind, const std::vector<Point>& points, const char* end = "") {
  std::string text = std::string("<path class=\"") + kind + "\" d=\"";
  char command = 'M';
  for (const Point& point : points) {
    text += command + number(point.x) + ' ' + number(point.y);
    command = 'L';
  }
  return text + end + "\"/>\n";
}

// 1, 2 and 5 of every power of ten.
std::vector<double> marks_between(double low, double high) {
  std::vector<double> marks;
  constexpr double kMuch = 5000;  // then the powers alone are enough
  const bool few = high / low < kMuch;
  double power = std::pow(10, std::floor(std::log10(low)));
  while (power <= high) {
    for (const double step : {1.0, 2.0, 5.0}) {
      const double mark = power * step;
      const bool wanted = step == 1.0 || few;
      if (wanted && mark >= low * 0.999 && mark <= high * 1.001) marks.push_back(mark);
    }
    power *= 10;
  }
  return marks;
}

// The first of `steps` times a power of ten that is not below `value`.
double round_up(double value, std::initializer_list<double> steps) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : steps) {
    if (value <= power * step * 1.0001) return power * step;
  }
  return power * 10;
}

}  // namespace

std::string latency_plot(const Histogram& latency) {
  // The position of a percentile: 90 at one third … 99.99 at the end, with equal steps for each
  // nine.
  constexpr double kNines = 4;
  const auto index = [](double percent) { return -std::log10(1 - percent / 100) / kNines; };
  const auto nanoseconds = [&](double percent) {
    return std::max(1.0, static_cast<double>(latency.percentile(percent).count()));
  };
  // From a round number below to a round number above, which are never the same.
  const double low = 1 / round_up(1 / (nanoseconds(0) / 1.05), {1, 2, 5});
  const double high = round_up(nanoseconds(kQuantiles[4].percent) * 1.05, {1, 2, 5});
  const auto height = [&](double value) { return std::log(value / low) / std::log(high / low); };

  std::string body;
  for (const double mark : marks_between(low, high)) {
    const Duration time(static_cast<std::int64_t>(std::llround(mark)));
    body += y_mark(height(mark), round_text(latency_text(time)));
  }
  body += x_mark(0, "0");
  for (const Quantile& quantile : kQuantiles)
    body += x_mark(index(quantile.percent), quantile.name);
  constexpr int kSteps = 200;
  std::vector<Point> points;
  for (int i = 0; i <= kSteps; ++i) {
    const double x = static_cast<double>(i) / kSteps;
    const double percent = 100 * (1 - std::pow(10, -kNines * x));
    points.push_back({across(x), upward(height(nanoseconds(percent)))});
  }
  return framed("Latency by percentile", "percentile", body + path("line", points));
}

std::string throughput_plot(const ThroughputSeries& throughput) {
  const ThroughputSeries::Coarse coarse = throughput.coarse(kMaxBars);
  const double slice = std::chrono::duration<double>(coarse.slice).count();
  const double whole = slice * static_cast<double>(std::max<std::size_t>(coarse.slices.size(), 1));
  double max = 1;
  for (const ThroughputSeries::Slice& one : coarse.slices) {
    max = std::max(max, static_cast<double>(one.ended) / slice);
  }
  const double top = round_up(max, {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8});

  std::string body;
  for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    body += y_mark(part, round_text(rate_text(top * part)));
  }
  const double step = round_up(whole / 10, {1, 2, 5});
  for (int i = 0; i * step <= whole * 1.0001; ++i) {
    const double second = i * step;
    const auto time = std::chrono::round<Duration>(std::chrono::duration<double>(second));
    body += x_mark(second / whole, second == 0 ? "0" : round_text(latency_text(time)));
  }
  std::vector<Point> points;
  std::string errors;
  for (std::size_t i = 0; i < coarse.slices.size(); ++i) {
    const ThroughputSeries::Slice& one = coarse.slices[i];
    const double from = across(static_cast<double>(i) * slice / whole);
    const double to = across(static_cast<double>(i + 1) * slice / whole);
    const double y = upward(static_cast<double>(one.ended) / slice / top);
    points.push_back({from, y});
    points.push_back({to, y});
    if (one.errors == 0) continue;
    const double share = static_cast<double>(one.errors) / slice / top;
    // A single error is still to be seen.
    const double up = std::min(upward(share), kBottom - 2);
    errors += "<rect class=\"error\" x=\"" + number(from) + "\" y=\"" + number(up) + "\" width=\"" +
              number(to - from) + "\" height=\"" + number(kBottom - up) + "\"/>\n";
  }
  if (!points.empty()) {
    std::vector<Point> area = points;
    area.push_back({points.back().x, kBottom});
    area.push_back({points.front().x, kBottom});
    body += path("area", area, "Z") + errors + path("line", points);
  }
  return framed("Operations per second", "time after the warm-up", body);
}

}  // namespace wavespeed_mock::load

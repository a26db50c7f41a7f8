#include "load_generator/text_report.h"

#include <algorithm>

#include "base/http/web_url.h"
#include "base/value/duration_text.h"
#include "load_generator/number_format.h"

namespace wavespeed_mock::load {
namespace {

std::string counted(std::uint64_t count, const std::string& noun) {
  return grouped(count) + ' ' + noun + (count == 1 ? "" : "s");
}

// Its width on a terminal, where "µ" takes one column and two bytes.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

std::string right_aligned(const std::string& text, std::size_t width) {
  const std::size_t wide = columns(text);
  return std::string(wide < width ? width - wide : 0, ' ') + text;
}

constexpr std::size_t kLabel = 15;
constexpr std::size_t kNumber = 10;

std::string row(std::string label, const std::string& text) {
  label.resize(std::max(kLabel, label.size() + 1), ' ');
  return label + text + '\n';
}

std::string latency_row(const std::string& label, const Histogram& histogram) {
  std::string text;
  for (const Quantile& quantile : kQuantiles) {
    text += right_aligned(latency_text(histogram.percentile(quantile.percent)), kNumber);
  }
  text += right_aligned(latency_text(histogram.max()), kNumber);
  text += right_aligned(latency_text(histogram.mean()), kNumber);
  return row(label, text);
}

std::string latency_table(const Report& report) {
  std::string head;
  for (const Quantile& quantile : kQuantiles) head += right_aligned(quantile.name, kNumber);
  head += right_aligned("max", kNumber) + right_aligned("mean", kNumber);
  std::string text = row("latency", head) + latency_row("  operation", report.stats.latency);
  if (report.plan.scenario != Scenario::lifecycle) return text;
  const Phases& phases = report.stats.phases;
  return text + latency_row("  submit", phases.submit) +
         latency_row("  until final", phases.finish) + latency_row("  each poll", phases.poll) +
         latency_row("  fetch output", phases.fetch);
}

std::string answers_text(const Stats& stats) {
  std::string text = grouped(stats.answers());
  std::string before = ": ";
  for (const auto& [status, count] : stats.statuses) {
    text += before + std::to_string(status) + " x " + grouped(count);
    before = ", ";
    const auto message = stats.messages.find(status);
    if (message != stats.messages.end()) text += " (" + message->second + ")";
  }
  return text;
}

std::string errors_text(const Stats& stats) {
  std::string text = grouped(stats.errors());
  std::string before = ": ";
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (!is_error(outcome) || stats.outcomes[i] == 0) continue;
    text += before + std::string(to_text(outcome)) + " x " + grouped(stats.outcomes[i]);
    before = ", ";
  }
  return text;
}

std::string connections_text(const Report& report) {
  const Report::Served served = report.served();
  std::string text = grouped(served.connections) + " of " +
                     counted(report.plan.connections, "connection") + " had answers; the slowest " +
                     grouped(served.min) + ", the median " + grouped(served.median);
  if (report.stats.reconnects > 0) {
    text += "; " + grouped(report.stats.reconnects) + " reconnects";
  }
  return text;
}

std::string generator_text(const Report& report) {
  std::string text = "busy " + percent(report.own_cpu) + " of the time on " +
                     counted(report.plan.threads, "thread");
  if (report.plan.rate) {
    text += "; late starts: " + grouped(report.stats.late) + " by the generator, " +
            grouped(report.stats.waited) + " waiting for a connection";
  }
  return text;
}

}  // namespace

std::string headline(const Plan& plan) {
  std::string text = std::string(to_text(plan.scenario)) + " on " + shown_url(plan.target) + ": " +
                     counted(plan.connections, "connection") + " on " +
                     counted(plan.threads, "thread") + ", ";
  text += plan.rate ? "open loop at " + rate_text(*plan.rate) + "/s" : "closed loop";
  text += plan.requests ? ", " + counted(*plan.requests, "operation")
                        : ", for " + wavespeed_mock::to_text(plan.duration);
  if (plan.warmup > Duration::zero())
    text += " after " + wavespeed_mock::to_text(plan.warmup) + " of warm-up";
  return text;
}

std::string text_report(const Report& report) {
  const Stats& stats = report.stats;
  std::string text = headline(report.plan) + "\n\n";
  text += row("operations", grouped(stats.operations()) + " in " + latency_text(report.measured) +
                                ", " + rate_text(report.throughput()) + "/s");
  text += row("answers", answers_text(stats));
  text += row("errors", errors_text(stats));
  text += row("connections", connections_text(report));
  text += row("bytes", bytes_text(stats.bytes_in) + " in, " + bytes_text(stats.bytes_out) + " out");
  text += row("generator", generator_text(report));
  text += '\n' + latency_table(report);
  const std::vector<std::string> notes = report.notes();
  if (!notes.empty()) text += '\n';
  for (const std::string& note : notes) text += "note: " + note + '\n';
  return text;
}

std::string progress_line(const Plan& plan, const Run::Progress& progress,
                          const Run::Progress& last) {
  if (progress.connecting) return "opening " + counted(plan.connections, "connection");
  const auto whole_seconds = [](Duration time) {
    return std::to_string(std::chrono::round<std::chrono::seconds>(time).count()) + " s";
  };
  std::string text = whole_seconds(progress.since_begin);
  if (!plan.requests) text += " of " + whole_seconds(plan.warmup + plan.duration);
  if (progress.since_begin < plan.warmup) text += " (warm-up)";
  const auto passed = std::chrono::duration<double>(progress.since_begin - last.since_begin);
  const double rate =
      passed.count() > 0 ? static_cast<double>(progress.ended - last.ended) / passed.count() : 0;
  return text + ": " + rate_text(rate) + "/s, " + counted(progress.ended, "operation") + ", " +
         counted(progress.errors, "error");
}

}  // namespace wavespeed_mock::load

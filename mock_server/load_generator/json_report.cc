#include "load_generator/json_report.h"

#include <nlohmann/json.hpp>

#include "base/http/web_url.h"

namespace wavespeed_mock::load {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMaxReportedSlices = 600;

double seconds(Duration time) {
  return std::chrono::duration<double>(time).count();
}

ordered_json latency_json(const Histogram& histogram) {
  ordered_json object = {{"count", histogram.count()}};
  for (const Quantile& quantile : kQuantiles) {
    object[quantile.name] = seconds(histogram.percentile(quantile.percent));
  }
  object["max"] = seconds(histogram.max());
  object["mean"] = seconds(histogram.mean());
  return object;
}

ordered_json plan_json(const Plan& plan) {
  ordered_json object = {{"scenario", to_text(plan.scenario)},
                         {"target", shown_url(plan.target)},
                         {"connections", plan.connections},
                         {"threads", plan.threads},
                         {"loop", plan.rate ? "open" : "closed"}};
  if (plan.rate) object["rate"] = *plan.rate;
  if (plan.requests) {
    object["requests"] = *plan.requests;
  } else {
    object["duration"] = seconds(plan.duration);
  }
  object["warmup"] = seconds(plan.warmup);
  object["timeout"] = seconds(plan.timeout);
  if (plan.scenario == Scenario::poll) {
    object["task"] = plan.task;
  } else {
    object["model"] = plan.model;
  }
  return object;
}

ordered_json errors_json(const Stats& stats) {
  ordered_json object = ordered_json::object();
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (is_error(outcome)) object[std::string(to_text(outcome))] = stats.outcomes[i];
  }
  return object;
}

ordered_json throughput_json(const ThroughputSeries& throughput) {
  const ThroughputSeries::Coarse coarse = throughput.coarse(kMaxReportedSlices);
  ordered_json slices = ordered_json::array();
  for (const ThroughputSeries::Slice& slice : coarse.slices) {
    slices.push_back(
        {{"ended", slice.ended}, {"errors", slice.errors}, {"slowest", seconds(slice.slowest)}});
  }
  return {{"slice", seconds(coarse.slice)}, {"slices", std::move(slices)}};
}

}  // namespace

std::string json_report(const Report& report) {
  const Stats& stats = report.stats;
  ordered_json statuses = ordered_json::object();
  for (const auto& [status, count] : stats.statuses) statuses[std::to_string(status)] = count;
  const Report::Served served = report.served();
  ordered_json object = {{"plan", plan_json(report.plan)},
                         {"measured", seconds(report.measured)},
                         {"cut_short", report.cut_short},
                         {"clean", report.is_clean()},
                         {"operations", stats.operations()},
                         {"throughput", report.throughput()},
                         {"answers", std::move(statuses)},
                         {"errors", errors_json(stats)},
                         {"unfinished", stats.unfinished},
                         {"connections",
                          {{"served", served.connections},
                           {"least_answers", served.min},
                           {"median_answers", served.median},
                           {"opened_again", stats.reconnects}}},
                         {"bytes", {{"in", stats.bytes_in}, {"out", stats.bytes_out}}},
                         {"generator",
                          {{"cpu", report.own_cpu},
                           {"late_starts", stats.late},
                           {"waited_for_connection", stats.waited}}},
                         {"latency", latency_json(stats.latency)}};
  if (report.plan.scenario == Scenario::lifecycle) {
    object["phases"] = {{"submit", latency_json(stats.phases.submit)},
                        {"until_final", latency_json(stats.phases.finish)},
                        {"poll", latency_json(stats.phases.poll)},
                        {"fetch", latency_json(stats.phases.fetch)}};
    object["outputs_elsewhere"] = stats.elsewhere;
  }
  object["time_line"] = throughput_json(stats.throughput);
  object["notes"] = report.notes();
  // What a server sends may be invalid UTF-8.
  return object.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace wavespeed_mock::load

#include "load/json_report.h"

#include <nlohmann/json.hpp>

namespace wavespeed_mock::load {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMostSlices = 600;

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
                         {"target", plan.target},
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

ordered_json errors_json(const Stats& tally) {
  ordered_json object = ordered_json::object();
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (is_error(outcome)) object[std::string(to_text(outcome))] = tally.outcomes[i];
  }
  return object;
}

ordered_json time_line_json(const ThroughputSeries& time_line) {
  const ThroughputSeries::Coarse coarse = time_line.coarse(kMostSlices);
  ordered_json slices = ordered_json::array();
  for (const ThroughputSeries::Slice& slice : coarse.slices) {
    slices.push_back(
        {{"ended", slice.ended}, {"errors", slice.errors}, {"slowest", seconds(slice.slowest)}});
  }
  return {{"slice", seconds(coarse.slice)}, {"slices", std::move(slices)}};
}

}  // namespace

std::string json_report(const Report& report) {
  const Stats& tally = report.tally;
  ordered_json statuses = ordered_json::object();
  for (const auto& [status, count] : tally.statuses) statuses[std::to_string(status)] = count;
  const Report::Served served = report.served();
  ordered_json object = {{"plan", plan_json(report.plan)},
                         {"measured", seconds(report.measured)},
                         {"cut_short", report.cut_short},
                         {"clean", report.is_clean()},
                         {"operations", tally.operations()},
                         {"throughput", report.throughput()},
                         {"answers", std::move(statuses)},
                         {"errors", errors_json(tally)},
                         {"unfinished", tally.unfinished},
                         {"connections",
                          {{"served", served.connections},
                           {"least_answers", served.least},
                           {"median_answers", served.median},
                           {"opened_again", tally.reconnects}}},
                         {"bytes", {{"in", tally.bytes_in}, {"out", tally.bytes_out}}},
                         {"generator",
                          {{"cpu", report.own_cpu},
                           {"late_starts", tally.late},
                           {"waited_for_connection", tally.waited}}},
                         {"latency", latency_json(tally.latency)}};
  if (report.plan.scenario == Scenario::lifecycle) {
    object["phases"] = {{"submit", latency_json(tally.phases.submit)},
                        {"until_final", latency_json(tally.phases.finish)},
                        {"poll", latency_json(tally.phases.poll)},
                        {"fetch", latency_json(tally.phases.fetch)}};
    object["outputs_elsewhere"] = tally.elsewhere;
  }
  object["time_line"] = time_line_json(tally.time_line);
  object["notes"] = report.notes();
  // What a server says may be no UTF-8.
  return object.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace wavespeed_mock::load

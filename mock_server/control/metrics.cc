#include "control/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include "base/value/clock_option.h"
#include "domain/metrics/account_metrics.h"
#include "domain/metrics/request_metrics.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

// Everything that the metrics are made of, each read once.
struct Sources {
  RequestMetrics::Totals traffic;
  AccountMetrics accounts;
  WebhookQueue::Counts webhooks;
  const Clock& clock;
  Timestamp now;
};

// Takes the values of one metric.
class Values {
 public:
  explicit Values(prometheus::MetricFamily& family) : family_(family) {}

  void add(double value, Labels labels = {}) {
    ClientMetric metric;
    metric.label = std::move(labels);
    if (family_.type == MetricType::Counter) {
      metric.counter.value = value;
    } else {
      metric.gauge.value = value;
    }
    family_.metric.push_back(std::move(metric));
  }
  void add(std::uint64_t value, Labels labels = {}) {
    add(static_cast<double>(value), std::move(labels));
  }
  void add(ClientMetric::Histogram histogram) {
    ClientMetric metric;
    metric.histogram = std::move(histogram);
    family_.metric.push_back(std::move(metric));
  }

 private:
  prometheus::MetricFamily& family_;
};

void add_requests(const Sources& from, Values& to) {
  for (const auto& [row, statuses] : from.traffic.answers) {
    for (const auto& [status, count] : statuses) {
      to.add(count, {{"route", std::string(row.route)},
                     {"method", std::string(row.method)},
                     {"status", status}});
    }
  }
}

void add_delays(const Sources& from, Values& to) {
  ClientMetric::Histogram histogram;
  for (std::size_t i = 0; i < from.traffic.delays.size(); ++i) {
    histogram.sample_count += from.traffic.delays[i];
    if (i < RequestMetrics::kDelays.size()) {
      histogram.bucket.push_back({histogram.sample_count, RequestMetrics::kDelays[i]});
    }
  }
  histogram.sample_sum = std::chrono::duration<double>(from.traffic.delay).count();
  to.add(std::move(histogram));
}

void add_faults(const Sources& from, Values& to) {
  for (const auto& [type, count] : from.traffic.faults) to.add(count, {{"type", type}});
}

void add_refusals(const Sources& from, Values& to) {
  to.add(from.traffic.without_credit, {{"reason", "credit"}});
  to.add(from.traffic.over_limit, {{"reason", "limit"}});
}

void add_submitted(const Sources& from, Values& to) {
  for (const auto& [type, tasks] : from.accounts.tasks) to.add(tasks.submitted, {{"type", type}});
}

void add_ended(const Sources& from, Values& to) {
  for (const auto& [type, tasks] : from.accounts.tasks) {
    to.add(tasks.completed, {{"type", type}, {"end", "completed"}});
    to.add(tasks.failed, {{"type", type}, {"end", "failed"}});
  }
}

void add_charged(const Sources& from, Values& to) {
  for (const auto& [type, tasks] : from.accounts.tasks) {
    to.add(tasks.charged_micros / 1e6, {{"type", type}});
  }
}

void add_refunded(const Sources& from, Values& to) {
  for (const auto& [type, tasks] : from.accounts.tasks) {
    to.add(tasks.refunded_micros / 1e6, {{"type", type}});
  }
}

void add_webhooks(const Sources& from, Values& to, std::initializer_list<WebhookState> states) {
  for (const WebhookState state : states) {
    to.add(from.webhooks[static_cast<std::size_t>(state)],
           {{"state", std::string(to_text(state))}});
  }
}

void add_open_webhooks(const Sources& from, Values& to) {
  add_webhooks(from, to, {WebhookState::waiting, WebhookState::sending, WebhookState::retrying});
}

void add_ended_webhooks(const Sources& from, Values& to) {
  add_webhooks(from, to, {WebhookState::delivered, WebhookState::failed, WebhookState::dropped});
}

void add_clock(const Sources& from, Values& to) {
  const auto* const clock = from.clock.movable();
  const std::string mode = clock == nullptr ? "own" : to_text(clock->mode(), clock->factor());
  to.add(1.0, {{"mode", mode}});
}

struct Metric {
  std::string_view name;
  MetricType type;
  std::string_view labels;
  std::string_view help;
  void (*add)(const Sources& from, Values& to);
};

constexpr Metric kMetrics[] = {
    {"wavespeed_mock_requests_total", MetricType::Counter, "route, method, status",
     "Requests to the service, by response; HEAD counts as GET", add_requests},
    {"wavespeed_mock_answer_delay_seconds", MetricType::Histogram, "le",
     "Delays of responses, on the wall clock", add_delays},
    {"wavespeed_mock_faults_total", MetricType::Counter, "type", "Faults that fired", add_faults},
    {"wavespeed_mock_refusals_total", MetricType::Counter, "reason",
     "Requests refused because of limits or credit", add_refusals},
    {"wavespeed_mock_tasks_submitted_total", MetricType::Counter, "type",
     "Accepted tasks, by type of model", add_submitted},
    {"wavespeed_mock_tasks_ended_total", MetricType::Counter, "type, end",
     "Tasks that have completed or failed", add_ended},
    {"wavespeed_mock_charged_dollars_total", MetricType::Counter, "type",
     "Amount charged for tasks", add_charged},
    {"wavespeed_mock_refunded_dollars_total", MetricType::Counter, "type", "Amount refunded",
     add_refunded},
    {"wavespeed_mock_webhooks", MetricType::Gauge, "state", "Webhooks waiting to be delivered",
     add_open_webhooks},
    {"wavespeed_mock_webhooks_ended_total", MetricType::Counter, "state",
     "Webhooks that were delivered, have failed or were dropped", add_ended_webhooks},
    {"wavespeed_mock_accounts", MetricType::Gauge, "", "Accounts",
     [](const Sources& from, Values& to) { to.add(from.accounts.accounts); }},
    {"wavespeed_mock_tasks", MetricType::Gauge, "", "Tasks in the histories of accounts",
     [](const Sources& from, Values& to) { to.add(from.accounts.tasks_kept); }},
    {"wavespeed_mock_uploads", MetricType::Gauge, "", "Stored uploads, including tickets",
     [](const Sources& from, Values& to) { to.add(from.accounts.uploads_kept); }},
    {"wavespeed_mock_clock_seconds", MetricType::Gauge, "",
     "The mock's time, in seconds since 1970",
     [](const Sources& from, Values& to) {
       to.add(std::chrono::duration<double>(from.now.time_since_epoch()).count());
     }},
    {"wavespeed_mock_clock_info", MetricType::Gauge, "mode",
     "Always 1; the label is the mode of the clock", add_clock},
    {"wavespeed_mock_build_info", MetricType::Gauge, "version",
     "Always 1; the label is the version of the mock",
     [](const Sources&, Values& to) {
       to.add(1.0, {{"version", WAVESPEED_MOCK_VERSION}});
     }},
};

std::string_view metric_type_name(MetricType type) {
  if (type == MetricType::Counter) return "counter";
  return type == MetricType::Histogram ? "histogram" : "gauge";
}

}  // namespace

std::string metrics_text(const ControlContext& context) {
  const Timestamp now = context.clock.now();
  const Sources sources{.traffic = context.request_metrics.totals(),
                        .accounts = totals_of(context.store, now),
                        .webhooks = context.webhooks.counts(),
                        .clock = context.clock,
                        .now = now};
  std::vector<prometheus::MetricFamily> families;
  for (const Metric& metric : kMetrics) {
    families.push_back({std::string(metric.name), std::string(metric.help), metric.type, {}});
    Values values(families.back());
    metric.add(sources, values);
  }
  std::ostringstream text;
  prometheus::TextSerializer().Serialize(text, families);
  return std::move(text).str();
}

std::string metrics_markdown() {
  std::string table = "| metric | type | labels | meaning |\n|---|---|---|---|\n";
  for (const Metric& metric : kMetrics) {
    table += "| `" + std::string(metric.name) + "` | " +
             std::string(metric_type_name(metric.type)) + " | " + std::string(metric.labels) +
             (metric.labels.empty() ? "| " : " | ") + std::string(metric.help) + " |\n";
  }
  return table;
}

Outcome<Response> get_metrics(const ControlContext& context, const Call&) {
  return Response{.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                  .body = metrics_text(context)};
}

}  // namespace wavespeed_mock

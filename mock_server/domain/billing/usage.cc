#include "domain/billing/usage.h"

#include <algorithm>
#include <map>

namespace wavespeed_mock {
namespace {

using std::chrono::sys_days;

constexpr Duration kLongestRange = std::chrono::days(31);

// By the id of the model: labels of a fixture's history may share it.
using ByModel = std::map<std::string_view, ModelTotals>;

void add(ByModel& by_model, const ModelTotals& more) {
  ModelTotals& totals = by_model[more.model->id];
  // The label of the newest charge counts.
  if (totals.model == nullptr || more.last_charge >= totals.last_charge) {
    totals.model = more.model;
    totals.last_charge = more.last_charge;
  }
  totals.cost += more.cost;
  totals.count += more.count;
  totals.successes += more.successes;
}

// Of a day that the range cuts: charge by charge.
ByModel count_charges(const Ledger& ledger, Timestamp start, Timestamp end) {
  ByModel by_model;
  const auto& entries = ledger.entries;
  auto entry = std::lower_bound(entries.begin(), entries.end(), start,
                                [](const LedgerEntry& e, Timestamp time) { return e.time < time; });
  for (; entry != entries.end() && entry->time <= end; ++entry) {
    if (entry->kind != LedgerEntry::Kind::charge) continue;
    add(by_model, {.model = entry->model,
                   .cost = entry->refunded ? Money{} : -entry->amount,
                   .count = entry->count,
                   .successes = entry->successes,
                   .last_charge = static_cast<std::uint64_t>(entry - entries.begin())});
  }
  return by_model;
}

ByModel count_day(const Ledger& ledger, const DayTotals& day, Timestamp start, Timestamp end) {
  if (day.first_charge < start || day.last_charge > end) {
    return count_charges(ledger, std::max(start, day.first_charge), std::min(end, day.last_charge));
  }
  ByModel by_model;
  for (const ModelTotals& totals : day.models) add(by_model, totals);
  return by_model;
}

std::vector<ModelUsage> dearest_first(const std::map<std::string_view, ModelUsage>& by_model) {
  std::vector<ModelUsage> list;
  list.reserve(by_model.size());
  for (const auto& [id, usage] : by_model) list.push_back(usage);
  std::stable_sort(list.begin(), list.end(),
                   [](const ModelUsage& a, const ModelUsage& b) { return a.cost > b.cost; });
  return list;
}

}  // namespace

std::optional<ApiError> find_range_problem(Timestamp start, Timestamp end) {
  if (end <= start) {
    return ApiError{.http = 400,
                    .code = 400,
                    .message = "invalid time range",
                    .reason = "end_time must be after start_time"};
  }
  // Not their difference: centuries overflow it.
  if (end > start + kLongestRange) {
    return ApiError{.http = 400, .code = 400, .message = "time range cannot exceed 31 days"};
  }
  return std::nullopt;
}

UsageReport report_usage(const Ledger& ledger, Timestamp start, Timestamp end,
                         std::string_view model_id) {
  UsageReport report;
  std::map<std::string_view, ModelUsage> by_model;
  const auto& days = ledger.days;
  auto day = std::lower_bound(
      days.begin(), days.end(), start,
      [](const DayTotals& totals, Timestamp time) { return totals.last_charge < time; });
  for (; day != days.end() && day->first_charge <= end; ++day) {
    DayUsage usage{.day = day->day};
    std::map<std::string_view, ModelUsage> on_day;
    for (const auto& [id, totals] : count_day(ledger, *day, start, end)) {
      if (!model_id.empty() && id != model_id) continue;
      for (auto* const all : {&by_model, &on_day}) {
        ModelUsage& model = (*all)[id];
        model.model = totals.model;
        model.cost += totals.cost;
        model.count += totals.count;
        model.last_used = day->day;
      }
      usage.cost += totals.cost;
      usage.count += totals.count;
      report.cost += totals.cost;
      report.requests += totals.count;
      report.successes += totals.successes;
    }
    if (on_day.empty()) continue;
    usage.models = dearest_first(on_day);
    report.days.push_back(std::move(usage));
  }
  report.models = dearest_first(by_model);
  return report;
}

}  // namespace wavespeed_mock

#include "domain/usage.h"

#include <algorithm>
#include <map>

namespace wavespeed_mock {
namespace {

using ByModel = std::map<std::string_view, ModelUsage>;

void add(ByModel& by_model, const LedgerEntry& charge, Money cost, std::chrono::sys_days day) {
  ModelUsage& usage = by_model[charge.model->id];
  usage.model = charge.model;
  usage.cost += cost;
  usage.count += charge.count;
  usage.last_used = day;
}

std::vector<ModelUsage> dearest_first(const ByModel& by_model) {
  std::vector<ModelUsage> list;
  for (const auto& [id, usage] : by_model) list.push_back(usage);
  std::stable_sort(list.begin(), list.end(),
                   [](const ModelUsage& a, const ModelUsage& b) { return a.cost > b.cost; });
  return list;
}

}  // namespace

UsageReport report_usage(const Ledger& ledger, Timestamp start, Timestamp end,
                         std::string_view model_id) {
  UsageReport report;
  ByModel by_model;
  std::map<std::chrono::sys_days, ByModel> by_day;

  auto entry = std::lower_bound(ledger.entries.begin(), ledger.entries.end(), start,
                                [](const LedgerEntry& e, Timestamp time) { return e.time < time; });
  for (; entry != ledger.entries.end() && entry->time <= end; ++entry) {
    if (entry->kind != LedgerEntry::Kind::charge) continue;
    if (!model_id.empty() && entry->model->id != model_id) continue;
    const Money cost = -entry->amount - entry->refunded;
    const auto day = std::chrono::floor<std::chrono::days>(entry->time);
    add(by_model, *entry, cost, day);
    add(by_day[day], *entry, cost, day);
    report.cost += cost;
    report.requests += entry->count;
    report.successes += entry->successes;
  }

  report.models = dearest_first(by_model);
  for (const auto& [day, models] : by_day) {
    DayUsage usage{.day = day, .models = dearest_first(models)};
    for (const ModelUsage& model : usage.models) {
      usage.cost += model.cost;
      usage.count += model.count;
    }
    report.days.push_back(std::move(usage));
  }
  return report;
}

}  // namespace wavespeed_mock

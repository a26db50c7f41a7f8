#include "api/usage_stats.h"

#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "api/json_body.h"
#include "base/text/quoting.h"
#include "base/value/timestamp.h"
#include "domain/billing/ledger.h"
#include "domain/billing/usage.h"

namespace wavespeed_mock {
namespace {

// In the order the document shows the fields.
using nlohmann::ordered_json;

struct Query {
  Timestamp start;
  Timestamp end;
  std::string model_id;  // empty: all
};

Outcome<Timestamp> read_time(const nlohmann::json& body, const char* key) {
  constexpr std::string_view kExample = ", e.g. \"2025-10-01T00:00:00Z\"";
  const auto it = body.find(key);
  if (it == body.end() || it->is_null()) {
    return bad_request(std::string(key) + " is required, in ISO 8601 format" +
                       std::string(kExample));
  }
  const auto time =
      it->is_string() ? parse_iso8601(it->get_ref<const std::string&>()) : std::nullopt;
  if (!time) {
    return bad_request(std::string(key) + " must be in ISO 8601 format" + std::string(kExample) +
                       ", " + std::string(kTimeRange) + ", not " + json_quote(*it));
  }
  return *time;
}

Outcome<Query> read_query(const Request& request) {
  nlohmann::json body;
  if (auto problem = read_json_object(request, body)) return *std::move(problem);
  const auto start = read_time(body, "start_time");
  if (!start) return start.error();
  const auto end = read_time(body, "end_time");
  if (!end) return end.error();
  if (auto problem = find_range_problem(*start, *end)) return *std::move(problem);

  Query query{*start, *end, ""};
  if (const auto it = body.find("model_uuid"); it != body.end() && !it->is_null()) {
    if (!it->is_string()) return bad_request("model_uuid must be a string");
    query.model_id = it->get<std::string>();
  }
  return query;
}

ordered_json to_json(const ModelUsage& usage) {
  return {{"model_uuid", usage.model->id},
          {"model_type", usage.model->type},
          {"unit_price", usage.model->unit_price.usd()},
          {"total_cost", usage.cost.usd()},
          {"total_count", usage.count},
          {"last_used_date", to_date(usage.last_used)}};
}

ordered_json to_json(const DayUsage& day) {
  ordered_json models = ordered_json::array();
  for (const ModelUsage& usage : day.models) {
    models.push_back(
        {{"model_uuid", usage.model->id}, {"amount", usage.cost.usd()}, {"count", usage.count}});
  }
  return {{"date", to_date(day.day)},
          {"amount", day.cost.usd()},
          {"count", day.count},
          {"models", std::move(models)}};
}

ordered_json to_json(const UsageReport& report) {
  ordered_json data = {{"per_model_usage", ordered_json::array()},
                       {"daily_usage", ordered_json::array()}};
  for (const ModelUsage& usage : report.models) data["per_model_usage"].push_back(to_json(usage));
  for (const DayUsage& day : report.days) data["daily_usage"].push_back(to_json(day));
  data["summary"] = {{"total_cost", report.cost.usd()},
                     {"total_requests", report.requests},
                     {"success_requests", report.successes}};
  return data;
}

}  // namespace

Outcome<Response> usage_stats(const ApiContext&, const Call& call) {
  const auto query = read_query(call.request);
  if (!query) return query.error();
  const UsageReport report = call.account->with(call.now, [&](AccountState& state, Timestamp) {
    return report_usage(state.ledger, query->start, query->end, query->model_id);
  });
  return success(to_json(report));
}

}  // namespace wavespeed_mock

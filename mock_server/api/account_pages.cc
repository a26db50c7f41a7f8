#include "api/account_pages.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "api/bill_json.h"
#include "api/envelope.h"
#include "api/parameters.h"
#include "base/timestamp.h"
#include "domain/ledger.h"
#include "domain/usage.h"

namespace wavespeed_mock {
namespace {

using json = nlohmann::ordered_json;

struct DateRange {
  std::optional<Timestamp> start;
  std::optional<Timestamp> end;
};

DateRange read_dates(Parameters& parameters) {
  DateRange range{parameters.time("start_date"), parameters.time("end_date")};
  // Milliseconds count as they stand.
  const std::string end = range.end ? parameters.text("end_date") : "";
  const bool is_date = parse_iso8601(end) && end.find_first_of("Tt :") == std::string::npos;
  if (is_date) range.end = later(*range.end, std::chrono::days(1) - std::chrono::nanoseconds(1));
  if (range.start && range.end && *range.end < *range.start) {
    parameters.refuse("end_date", "must not be before start_date");
  }
  return range;
}

std::string_view type_of(LedgerEntry::Kind kind) {
  switch (kind) {
    case LedgerEntry::Kind::opening:
      return "topup";
    case LedgerEntry::Kind::charge:
      return "usage";
    case LedgerEntry::Kind::refund:
      return "refund";
  }
  return "";
}

json transaction_json(const Bill& bill, const Account& account) {
  const LedgerEntry& entry = bill.entry;
  json item = {{"id", "txn_" + bill_uuid(bill, account)},
               {"type", type_of(entry.kind)},
               {"amount", entry.amount.usd()},
               {"currency", "USD"},
               {"status", "completed"}};
  if (entry.kind == LedgerEntry::Kind::opening) {
    item["payment_method"] = "credit";
  } else {
    item["model"] = entry.model->id;
  }
  item["created_at"] = to_rfc3339(entry.time);
  return item;
}

std::string month_of(Timestamp time) {
  constexpr std::size_t kLength = 7;  // "2024-01"
  return to_date(std::chrono::floor<std::chrono::days>(time)).substr(0, kLength);
}

Timestamp start_of_month(Timestamp time) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  return Timestamp(std::chrono::sys_days(day.year() / day.month() / 1));
}

}  // namespace

Outcome<Response> account_billings(const Services&, const Call& call) {
  constexpr std::int64_t kLastPage = 1'000'000'000;
  const nlohmann::json object = query_object(call.request);
  Parameters parameters(object);
  BillQuery query;
  query.page = static_cast<std::size_t>(parameters.integer("page", 1, 1, kLastPage));
  query.page_size = static_cast<std::size_t>(parameters.integer("page_size", 20, 1, 100));
  const std::string type = parameters.choice("type", {"topup", "usage", "refund"});
  query.credits = type.empty() || type == "topup";
  query.charges = type.empty() || type == "usage";
  query.refunds = type.empty() || type == "refund";
  const DateRange dates = read_dates(parameters);
  query.start = dates.start.value_or(query.start);
  query.end = dates.end.value_or(query.end);
  if (parameters.problem()) return *parameters.problem();

  const BillPage page = call.account->update(call.now, [&](AccountState& state, Timestamp now) {
    settle(state.ledger, now);
    return list_bills(state.ledger, query);
  });
  json items = json::array();
  for (const Bill& bill : page.items) {
    items.push_back(transaction_json(bill, call.account->account()));
  }
  return success({{"items", std::move(items)},
                  {"pagination",
                   {{"page", query.page}, {"page_size", query.page_size}, {"total", page.total}}}});
}

Outcome<Response> account_usage(const Services&, const Call& call) {
  const nlohmann::json object = query_object(call.request);
  Parameters parameters(object);
  const DateRange dates = read_dates(parameters);
  const std::string model = parameters.text("model");
  const Timestamp end = dates.end.value_or(call.now);
  const Timestamp start = dates.start.value_or(start_of_month(end));
  if (start > end) parameters.refuse("start_date", "must not be in the future without an end_date");
  if (parameters.problem()) return *parameters.problem();

  const UsageReport report =
      call.account->update(call.now, [&](AccountState& state, Timestamp now) {
        settle(state.ledger, now);
        return report_usage(state.ledger, start, end, model);
      });
  json by_model = json::array();
  for (const ModelUsage& usage : report.models) {
    by_model.push_back(
        {{"model", usage.model->id}, {"requests", usage.count}, {"cost", usage.cost.usd()}});
  }
  std::string period = month_of(start);
  if (month_of(end) != period) period += "/" + month_of(end);
  return success({{"period", period},
                  {"total_requests", report.requests},
                  {"total_cost", report.cost.usd()},
                  {"by_model", std::move(by_model)}});
}

}  // namespace wavespeed_mock

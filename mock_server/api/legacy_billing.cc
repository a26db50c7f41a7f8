#include "api/legacy_billing.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "api/bill_json.h"
#include "api/envelope.h"
#include "api/parameters.h"
#include "base/text/json_text.h"
#include "base/value/month.h"
#include "base/value/timestamp.h"
#include "domain/billing/bill_uuids.h"
#include "domain/billing/ledger.h"
#include "domain/billing/usage.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

struct DateRange {
  std::optional<Timestamp> start;
  std::optional<Timestamp> end;
};

DateRange read_dates(Parameters& parameters) {
  DateRange range{parameters.time("start_date"), parameters.time("end_date")};
  // Milliseconds are not rounded.
  const std::string end = range.end ? parameters.text("end_date") : "";
  const bool is_date = parse_iso8601(end) && end.find_first_of("Tt :") == std::string::npos;
  if (is_date) range.end = later(*range.end, std::chrono::days(1) - std::chrono::nanoseconds(1));
  if (range.start && range.end && *range.end < *range.start) {
    parameters.refuse("end_date", "must not be before start_date");
  }
  return range;
}

// The documents know top-ups and usage only; the others are the mock's own words.
std::string_view type_of(LedgerEntry::Kind kind) {
  switch (kind) {
    case LedgerEntry::Kind::charge:
      return "usage";
    case LedgerEntry::Kind::refund:
      return "refund";
    case LedgerEntry::Kind::expiry:
      return "expiry";
    default:
      return "topup";
  }
}

void append_transaction(std::string& out, const Bill& bill, const Account& account) {
  const LedgerEntry& entry = bill.entry;
  out += R"({"id":"txn_)";
  append_bill_uuid(out, bill, account);
  out += R"(","type":")";
  out += type_of(entry.kind);
  out += R"(","amount":)";
  append_json_amount(out, entry.amount);
  out += R"(,"currency":"USD","status":"completed")";
  if (is_of_task(entry.kind)) {
    out += R"(,"model":)";
    append_json_string(out, entry.model->id);
  } else if (entry.kind != LedgerEntry::Kind::expiry) {
    out += R"(,"payment_method":")";
    out += payment_method_of(entry);
    out += '"';
  }
  out += R"(,"created_at":")";
  append_rfc3339(out, entry.time);
  out += R"("})";
}

Timestamp start_of_month(Timestamp time) {
  return Timestamp(std::chrono::sys_days(month_of(time) / 1));
}

}  // namespace

Outcome<Response> account_billings(const ApiContext&, const Call& call) {
  const nlohmann::json object = query_object(call.request);
  Parameters parameters(object);
  BillQuery query;
  query.page = parameters.page();
  query.page_size = parameters.page_size(20, 100);
  const std::string type = parameters.choice("type", {"topup", "usage", "refund", "expiry"});
  query.funds = type.empty() || type == "topup";
  query.charges = type.empty() || type == "usage";
  query.refunds = type.empty() || type == "refund";
  query.expiries = type.empty() || type == "expiry";
  const DateRange dates = read_dates(parameters);
  query.start = dates.start.value_or(query.start);
  query.end = dates.end.value_or(query.end);
  if (parameters.problem()) return *parameters.problem();

  const BillPage page = call.account->with(
      call.now, [&](AccountState& state, Timestamp) { return list_bills(state.ledger, query); });
  std::string body(kSuccessHead);
  body += R"({"items":)";
  append_json_array(body, page.items, [&](const Bill& bill) {
    append_transaction(body, bill, call.account->account());
  });
  body += R"(,"pagination":{"page":)";
  append_json_number(body, static_cast<std::int64_t>(query.page));
  body += R"(,"page_size":)";
  append_json_number(body, static_cast<std::int64_t>(query.page_size));
  body += R"(,"total":)";
  append_json_number(body, static_cast<std::int64_t>(page.total));
  body += "}}";
  body += kSuccessTail;
  return json_response(std::move(body));
}

Outcome<Response> account_usage(const ApiContext&, const Call& call) {
  const nlohmann::json object = query_object(call.request);
  Parameters parameters(object);
  const DateRange dates = read_dates(parameters);
  const std::string model = parameters.text("model");
  const Timestamp end = dates.end.value_or(call.now);
  const Timestamp start = dates.start.value_or(start_of_month(end));
  if (start > end) parameters.refuse("start_date", "must not be in the future without an end_date");
  if (parameters.problem()) return *parameters.problem();

  const UsageReport report = call.account->with(call.now, [&](AccountState& state, Timestamp) {
    return report_usage(state.ledger, start, end, model);
  });
  ordered_json by_model = ordered_json::array();
  for (const ModelUsage& usage : report.models) {
    by_model.push_back(
        {{"model", usage.model->id}, {"requests", usage.count}, {"cost", usage.cost.usd()}});
  }
  std::string period = month_text(month_of(start));
  if (month_of(end) != month_of(start)) period += "/" + month_text(month_of(end));
  return success({{"period", period},
                  {"total_requests", report.requests},
                  {"total_cost", report.cost.usd()},
                  {"by_model", std::move(by_model)}});
}

}  // namespace wavespeed_mock

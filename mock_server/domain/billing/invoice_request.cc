#include "domain/billing/invoice_request.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/text/quoting.h"
#include "base/value/month.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

BillingPeriod read_month(JsonReader& in) {
  const std::string text = in.text("period");
  const auto month = parse_month(text);
  if (!month)
    in.fail("period", "must be a month such as \"2026-01\", " + std::string(kTimeRange) + ", not " +
                          text_quote(text));
  return {month->first, month->second};
}

Timestamp read_time(JsonReader& in, std::string_view key, const std::string& text) {
  const auto time = parse_iso8601(text);
  if (!time) {
    in.fail(key, "must be a day or a time from " + std::string(kTimeYears) +
                     " such as \"2026-01-01\", not " + text_quote(text));
  }
  return *time;
}

BillingPeriod read_dates(JsonReader& in) {
  const std::string end = in.text("end_date");
  BillingPeriod period{read_time(in, "start_date", in.text("start_date")),
                       read_time(in, "end_date", end)};
  const bool whole_day = end.find_first_of("Tt :") == std::string::npos;
  if (whole_day) period.end = later(period.end, std::chrono::days(1) - Duration(1));
  if (period.end < period.start) in.fail("end_date", "must not be before start_date");
  return period;
}

std::optional<FieldProblem> find_problem_of_ids(const std::vector<std::string>& ids) {
  if (ids.empty()) return FieldProblem{"transactions", "must list at least one id"};
  for (auto id = ids.begin(); id != ids.end(); ++id) {
    if (std::find(ids.begin(), id, *id) == id) continue;
    return FieldProblem{"transactions", "lists \"" + shortened(*id) + "\" twice"};
  }
  return std::nullopt;
}

std::vector<std::string> read_transactions(JsonReader& in) {
  std::vector<std::string> ids;
  in.each("transactions", [&](const nlohmann::json& id, const std::string&) {
    if (!id.is_string()) {
      in.fail("transactions", "must be a list of ids such as \"txn_…\", not " + json_quote(id));
    }
    ids.push_back(id.get<std::string>());
  });
  if (const auto wrong = find_problem_of_ids(ids)) in.fail(wrong->field, wrong->problem);
  return ids;
}

BillTo read_bill_to(JsonReader& in) {
  const auto* const value = in.value("bill_to");
  if (value == nullptr) return {};
  JsonReader of(*value, in.where() + ": bill_to");
  BillTo bill_to{.legal_name = of.text("legal_name", ""),
                 .address = of.text("address", ""),
                 .country = of.text("country", ""),
                 .tax_id = of.text("tax_id", ""),
                 .email = of.text("email", "")};
  of.done();
  return bill_to;
}

}  // namespace

InvoiceRequest read_invoice_request(JsonReader& in) {
  const bool month = in.value("period") != nullptr;
  const bool dates = in.value("start_date") != nullptr || in.value("end_date") != nullptr;
  const bool transactions = in.value("transactions") != nullptr;
  InvoiceRequest request{.bill_to = read_bill_to(in)};
  if (month + dates + transactions != 1) {
    in.fail("period",
            "is a month such as \"2026-01\"; give that, or \"start_date\" with "
            "\"end_date\", or \"transactions\", but only one of these");
  }
  if (month) request.period = read_month(in);
  if (dates) request.period = read_dates(in);
  if (transactions) request.transactions = read_transactions(in);
  return request;
}

std::optional<FieldProblem> find_problem(const InvoiceRequest& request) {
  if (request.period && !request.transactions.empty()) {
    return FieldProblem{"period",
                        "is given in addition to transactions; an invoice is for one of them"};
  }
  if (!request.period && request.transactions.empty()) {
    return FieldProblem{"period", "is missing: give a period or transactions"};
  }
  if (!request.period) return find_problem_of_ids(request.transactions);
  if (request.period->end >= request.period->start) return std::nullopt;
  return FieldProblem{"period", "must not end before it starts"};
}

}  // namespace wavespeed_mock

#include "control/account/account_invoices.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "api/envelope.h"
#include "base/http/percent_encoding.h"
#include "base/http/web_url.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/value/month.h"
#include "base/value/timestamp.h"
#include "control/account/account_path.h"
#include "control/account/invoice_json.h"
#include "control/account/invoice_page.h"
#include "control/control_body.h"
#include "domain/billing/invoices.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {
namespace {

using std::chrono::days;

Timestamp last_moment_before(Timestamp time) {
  return time - Duration(1);
}

BillingPeriod read_month(JsonReader& in) {
  const std::string text = in.text("period");
  const auto month = parse_month(text);
  if (!month) in.complain("period", "must be a month such as \"2026-01\", not \"" + text + "\"");
  return {month->first, month->second};
}

Timestamp read_time(JsonReader& in, std::string_view key, const std::string& text) {
  const auto time = parse_iso8601(text);
  if (!time) {
    in.complain(key, "must be a day or a time such as \"2026-01-01\", not \"" + text + "\"");
  }
  return *time;
}

BillingPeriod read_dates(JsonReader& in) {
  const std::string end = in.text("end_date");
  BillingPeriod period{read_time(in, "start_date", in.text("start_date")),
                       read_time(in, "end_date", end)};
  const bool whole_day = end.find_first_of("Tt :") == std::string::npos;
  if (whole_day) period.end = last_moment_before(later(period.end, days(1)));
  if (period.end < period.start) in.complain("end_date", "must not be before start_date");
  return period;
}

std::vector<std::string> read_transactions(JsonReader& in) {
  std::vector<std::string> ids;
  in.each("transactions", [&](const nlohmann::json& id, const std::string&) {
    if (!id.is_string()) {
      in.complain("transactions", "must be a list of ids such as \"txn_…\", not " + json_quote(id));
    }
    ids.push_back(id.get<std::string>());
    if (std::find(ids.begin(), ids.end() - 1, ids.back()) != ids.end() - 1) {
      in.complain("transactions", "lists \"" + shortened(ids.back()) + "\" twice");
    }
  });
  if (ids.empty()) in.complain("transactions", "must list at least one id");
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

InvoiceRequest read_order(JsonReader& in) {
  const bool month = in.value("period") != nullptr;
  const bool dates = in.value("start_date") != nullptr || in.value("end_date") != nullptr;
  const bool transactions = in.value("transactions") != nullptr;
  InvoiceRequest order{.bill_to = read_bill_to(in)};
  if (month + dates + transactions != 1) {
    in.complain("period",
                "is a month such as \"2026-01\"; give that, or \"start_date\" with "
                "\"end_date\", or \"transactions\", but only one of these");
  }
  if (month) order.period = read_month(in);
  if (dates) order.period = read_dates(in);
  if (transactions) order.transactions = read_transactions(in);
  return order;
}

// The account's invoices, to be looked at without its lock.
using InvoiceList = std::vector<std::shared_ptr<const Invoice>>;

InvoiceList invoices_of(StoredAccount& account) {
  return account.peek([](const AccountState& state) {
    return InvoiceList(state.invoices.begin(), state.invoices.end());
  });
}

// The invoice that the path names.
Outcome<std::shared_ptr<const Invoice>> invoice_in_path(const ControlContext& context,
                                                        const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  const InvoiceList invoices = invoices_of(**account);
  const std::string_view in_path = call.values[1];
  const std::string number = percent_decoded(in_path).value_or(std::string(in_path));
  std::vector<std::string_view> known;
  for (const auto& invoice : invoices) {
    if (invoice->number == number) return invoice;
    known.push_back(invoice->number);
  }
  return ApiError{.http = 404,
                  .code = 404,
                  .message = "the account has no invoice \"" + shortened(number) + "\"" +
                             did_you_mean(number, known)};
}

}  // namespace

Outcome<Response> make_account_invoice(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  InvoiceRequest order;
  if (auto problem = read_control_body(call, [&](JsonReader& in) { order = read_order(in); })) {
    return *std::move(problem);
  }
  const auto invoice = (*account)->with(call.now, [&](AccountState& state, Timestamp now) {
    return make_invoice(state, (*account)->account(), order, now);
  });
  if (!invoice) return invoice.error();
  return success(invoice_json(**invoice));
}

Outcome<Response> list_account_invoices(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  const InvoiceList invoices = invoices_of(**account);
  auto list = nlohmann::ordered_json::array();
  for (auto invoice = invoices.rbegin(); invoice != invoices.rend(); ++invoice) {
    list.push_back(invoice_summary_json(**invoice));
  }
  return success({{"invoices", std::move(list)}});
}

Outcome<Response> get_account_invoice(const ControlContext& context, const Call& call) {
  const auto invoice = invoice_in_path(context, call);
  if (!invoice) return invoice.error();
  return success(invoice_json(**invoice));
}

Outcome<Response> get_account_invoice_page(const ControlContext& context, const Call& call) {
  const auto invoice = invoice_in_path(context, call);
  if (!invoice) return invoice.error();
  // Nothing but its own styles, even if something got in there that should not have.
  return Response{.headers = {{"Content-Type", "text/html; charset=utf-8"},
                              {"Content-Security-Policy",
                               "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                               "form-action 'none'; frame-ancestors 'none'"}},
                  .body = invoice_page(**invoice)};
}

}  // namespace wavespeed_mock

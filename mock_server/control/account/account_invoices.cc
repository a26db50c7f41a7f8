#include "control/account/account_invoices.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "api/envelope.h"
#include "control/account/account_path.h"
#include "control/account/invoice_json.h"
#include "control/account/invoice_page.h"
#include "control/control_body.h"
#include "domain/billing/invoice_request.h"
#include "domain/billing/invoices.h"

namespace wavespeed_mock {
namespace {

// The invoice that the path names.
Outcome<std::shared_ptr<const Invoice>> invoice_in_path(const ControlContext& context,
                                                        const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  return find_invoice(**account, call.values[1]);
}

}  // namespace

Outcome<Response> make_account_invoice(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  InvoiceRequest request;
  if (auto problem =
          read_control_body(call, [&](JsonReader& in) { request = read_invoice_request(in); })) {
    return *std::move(problem);
  }
  const auto invoice = (*account)->with(call.now, [&](AccountState& state, Timestamp now) {
    return make_invoice(state, (*account)->account(), request, now);
  });
  if (!invoice) return invoice.error();
  return success(invoice_json(**invoice));
}

Outcome<Response> list_account_invoices(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  auto list = nlohmann::ordered_json::array();
  for (const auto& invoice : list_invoices(**account)) {
    list.push_back(invoice_summary_json(*invoice));
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

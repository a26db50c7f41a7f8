// An account's invoices: made on request, then kept as they are.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// POST /__mock/accounts/{account}/invoices: {"period": "2026-01"}, {"start_date", "end_date"} or
// {"transactions": ["txn_…"]}, and {"bill_to": {…}}
Outcome<Response> make_account_invoice(const ControlContext& context, const Call& call);
// GET: the newest first.
Outcome<Response> list_account_invoices(const ControlContext& context, const Call& call);
// GET /__mock/accounts/{account}/invoices/{number}
Outcome<Response> get_account_invoice(const ControlContext& context, const Call& call);
// GET /__mock/accounts/{account}/invoices/{number}/page: to be printed.
Outcome<Response> get_account_invoice_page(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock

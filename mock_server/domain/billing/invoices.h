// The rules of invoices: what an invoice may list. They also number it.
//
// Works on the state of one account, under its lock, with the ledger settled.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/value/api_error.h"
#include "records/account.h"
#include "records/invoice.h"

namespace wavespeed_mock {

// For a period, or for transactions.
struct InvoiceRequest {
  BillTo bill_to{};
  std::optional<BillingPeriod> period{};
  std::vector<std::string> transactions{};  // "txn_…", each once; used where there is no period
};

// Makes it and keeps it with the account. 404 for a transaction that there is not, 400 for one that
// is not a payment, 409 for a period in which nothing was paid in.
Outcome<std::shared_ptr<const Invoice>> make_invoice(AccountState& state, const Account& account,
                                                     const InvoiceRequest& order, Timestamp now);

// The period in words: "2026-01-01 to 2026-01-31", with times where it is not of whole days.
std::string to_text(const BillingPeriod& period);

}  // namespace wavespeed_mock

// The rules of invoices: what an invoice may list. They also number it.
//
// make_invoice() works on the state of one account, under its lock, with the ledger complete; any
// thread may call the others.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "records/account.h"
#include "store/stored_account.h"
#include "wavespeed_mock/invoice.h"

namespace wavespeed_mock {

// Makes it and keeps it with the account. 404 for a transaction that there is not, 400 for one that
// is not a payment, 409 for a period in which nothing was paid in.
Outcome<std::shared_ptr<const Invoice>> make_invoice(AccountState& state, const Account& account,
                                                     const InvoiceRequest& request, Timestamp now);

// All invoices of an account, newest first, to be looked at without its lock.
std::vector<std::shared_ptr<const Invoice>> list_invoices(const StoredAccount& account);
// 404 with the nearest number that there is.
Outcome<std::shared_ptr<const Invoice>> find_invoice(const StoredAccount& account,
                                                     std::string_view number);

// The period in words: "2026-01-01 to 2026-01-31", with times where it is not of whole days.
std::string to_text(const BillingPeriod& period);

}  // namespace wavespeed_mock

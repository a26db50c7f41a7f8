// An invoice for what an account has paid in during a period, or by some transactions.
//
// Plain data that contains all it shows, because an invoice never changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// Who the invoice is made out to; what was not given is empty.
struct BillTo {
  std::string legal_name;
  std::string address;
  std::string country;
  std::string tax_id;
  std::string email;
};

struct BillingPeriod {
  Timestamp start;  // both included
  Timestamp end;
};

// A payment.
struct InvoiceLine {
  std::string transaction;  // "txn_…"
  Timestamp time;
  std::string description;
  std::string method;
  Money amount;
};

// What the account has used of one model within the period: for information, no part of the total.
struct InvoiceUsage {
  std::string model;
  std::uint64_t requests = 0;
  Money cost;  // charges less refunds
};

struct Invoice {
  std::string number;  // "INV-5f3a09c2-0001", counted by account
  Timestamp issued_at;
  std::string account;  // its name at that time
  std::string tag;
  BillTo bill_to;
  std::optional<BillingPeriod> period;  // none when made for transactions
  std::vector<InvoiceLine> lines;       // oldest first
  std::vector<InvoiceUsage> usage;      // dearest first; only with a period
  Money total;                          // of the lines; there is no tax on it
};

}  // namespace wavespeed_mock

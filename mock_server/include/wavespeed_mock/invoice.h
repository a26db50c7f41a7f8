// An invoice for what an account has paid in during a period, or by some transactions.
//
// Plain data. An invoice contains all that it shows, because it never changes.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// Who the invoice is made out to; what was not given is empty.
struct BillTo {
  std::string legal_name{};
  std::string address{};
  std::string country{};
  std::string tax_id{};
  std::string email{};
};

struct BillingPeriod {
  Timestamp start;  // both included
  Timestamp end;

  // From the first to the last nanosecond of the month, UTC. From 1678 to 2261, which Timestamp
  // covers whole.
  static constexpr BillingPeriod of_month(std::chrono::year_month month) {
    return {Timestamp(std::chrono::sys_days(month / 1)),
            Timestamp(std::chrono::sys_days((month + std::chrono::months(1)) / 1)) - Duration(1)};
  }
};

// What to make an invoice for: either a period or transactions.
struct InvoiceRequest {
  BillTo bill_to{};
  std::optional<BillingPeriod> period{};
  std::vector<std::string> transactions{};  // "txn_…", each once
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

#include "domain/billing/invoices.h"

#include <algorithm>
#include <chrono>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/value/conflict.h"
#include "base/value/month.h"
#include "base/value/timestamp.h"
#include "domain/billing/bill_uuids.h"
#include "domain/billing/usage.h"

namespace wavespeed_mock {
namespace {

using Kind = LedgerEntry::Kind;
using std::chrono::sys_days;

bool is_payment(const LedgerEntry& entry) {
  return entry.kind == Kind::top_up || entry.kind == Kind::payment;
}

// What an entry of the ledger is that no invoice can have.
std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::charge:
      return "the charge for a task";
    case Kind::refund:
      return "a refund";
    case Kind::opening:
      return "the account's initial credit";
    case Kind::coupon:
      return "credit from a coupon";
    case Kind::trial:
      return "trial credit";
    case Kind::expiry:
      return "credit that expired";
    case Kind::top_up:
    case Kind::payment:
      break;
  }
  return "a payment";
}

// "Monthly bill of 2026-01". Of bills of the same amount that were paid at the same moment, the
// first payment was for the first.
std::string describe_bill(const Ledger& ledger, std::size_t index) {
  const LedgerEntry& payment = ledger.entries[index];
  auto earlier = std::count_if(ledger.funds.begin(), ledger.funds.end(), [&](std::uint32_t other) {
    const LedgerEntry& entry = ledger.entries[other];
    return other < index && entry.kind == Kind::payment && entry.time == payment.time &&
           entry.amount == payment.amount;
  });
  if (ledger.credit_line) {
    for (const MonthlyBill& bill : ledger.credit_line->bills) {
      if (bill.paid != payment.time || bill.amount != payment.amount) continue;
      if (earlier-- == 0) return "Monthly bill of " + month_text(bill.month);
    }
  }
  return "Monthly bill";
}

InvoiceLine line_of(const Ledger& ledger, std::size_t index, const Account& account) {
  const LedgerEntry& entry = ledger.entries[index];
  const bool is_bill = entry.kind == Kind::payment;
  return {.transaction = transaction_id(account, ledger, index),
          .time = entry.time,
          .description = is_bill ? describe_bill(ledger, index) : "Credit top-up",
          .method = std::string(payment_method_of(entry)),
          .amount = entry.amount};
}

// Places in the ledger, in request.
using Indices = std::vector<std::size_t>;

Indices payments_in(const Ledger& ledger, const BillingPeriod& period) {
  Indices indices;
  for (const std::uint32_t index : ledger.funds) {
    const LedgerEntry& entry = ledger.entries[index];
    const bool within = entry.time >= period.start && entry.time <= period.end;
    if (within && is_payment(entry)) indices.push_back(index);
  }
  return indices;
}

Outcome<Indices> find_payments(const Ledger& ledger, const std::vector<std::string>& ids,
                               const Account& account) {
  Indices indices;
  for (const std::string& id : ids) {
    const auto index = find_transaction(account, ledger, id);
    if (!index) {
      return ApiError{.http = 404,
                      .code = 404,
                      .message = "the account has no transaction \"" + shortened(id) +
                                 "\"; GET /api/v3/account/billings lists them"};
    }
    const LedgerEntry& entry = ledger.entries[*index];
    if (!is_payment(entry)) {
      return ApiError{.http = 400,
                      .code = 400,
                      .message = "transactions: " + text_quote(id) + " is not a payment but " +
                                 std::string(name_of(entry.kind)) +
                                 "; an invoice has top-ups and monthly bills that were paid"};
    }
    indices.push_back(*index);
  }
  std::sort(indices.begin(), indices.end());
  return indices;
}

std::string number_of(const Account& account, std::size_t count) {
  constexpr std::size_t kDigits = 4;
  const std::string digits = std::to_string(count);
  const std::string zeros(digits.size() < kDigits ? kDigits - digits.size() : 0, '0');
  return "INV-" + account.tag + "-" + zeros + digits;
}

}  // namespace

Outcome<std::shared_ptr<const Invoice>> make_invoice(AccountState& state, const Account& account,
                                                     const InvoiceRequest& request, Timestamp now) {
  const Ledger& ledger = state.ledger;
  Outcome<Indices> indices = request.period ? payments_in(ledger, *request.period)
                                            : find_payments(ledger, request.transactions, account);
  if (!indices) return indices.error();
  if (indices->empty()) {
    return conflict("there is nothing to invoice: no payment was made from " +
                    to_text(*request.period) + "; an invoice lists payments, not usage");
  }
  auto invoice =
      std::make_shared<Invoice>(Invoice{.number = number_of(account, state.invoices.size() + 1),
                                        .issued_at = now,
                                        .account = account.name,
                                        .tag = account.tag,
                                        .bill_to = request.bill_to,
                                        .period = request.period,
                                        .lines = {},
                                        .usage = {},
                                        .total = {}});
  for (const std::size_t index : *indices) {
    invoice->lines.push_back(line_of(ledger, index, account));
    invoice->total += ledger.entries[index].amount;
  }
  if (request.period) {
    const UsageReport report = report_usage(ledger, request.period->start, request.period->end, "");
    for (const ModelUsage& usage : report.models) {
      invoice->usage.push_back({usage.model->id, usage.count, usage.cost});
    }
  }
  state.invoices.push_back(invoice);
  return std::shared_ptr<const Invoice>(std::move(invoice));
}

std::vector<std::shared_ptr<const Invoice>> list_invoices(const StoredAccount& account) {
  return account.peek([](const AccountState& state) {
    std::vector<std::shared_ptr<const Invoice>> list(state.invoices.begin(), state.invoices.end());
    std::reverse(list.begin(), list.end());
    return list;
  });
}

Outcome<std::shared_ptr<const Invoice>> find_invoice(const StoredAccount& account,
                                                     std::string_view number) {
  std::vector<std::string_view> known;
  const auto invoices = list_invoices(account);
  for (auto invoice = invoices.rbegin(); invoice != invoices.rend(); ++invoice) {
    if ((*invoice)->number == number) return *invoice;
    known.push_back((*invoice)->number);
  }
  return ApiError{.http = 404,
                  .code = 404,
                  .message = "the account has no invoice \"" + shortened(number) + "\"" +
                             did_you_mean(number, known)};
}

std::string to_text(const BillingPeriod& period) {
  const sys_days first = std::chrono::floor<std::chrono::days>(period.start);
  const sys_days last = std::chrono::floor<std::chrono::days>(period.end);
  const Timestamp end = Timestamp(last + std::chrono::days(1)) - Duration(1);
  if (period.start == Timestamp(first) && period.end == end) {
    return to_date(first) + " to " + to_date(last);
  }
  return to_rfc3339(period.start) + " to " + to_rfc3339(period.end);
}

}  // namespace wavespeed_mock

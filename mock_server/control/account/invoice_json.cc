#include "control/account/invoice_json.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json period_json(const Invoice& invoice) {
  if (!invoice.period) return {};
  return {{"start", to_rfc3339(invoice.period->start)}, {"end", to_rfc3339(invoice.period->end)}};
}

ordered_json bill_to_json(const BillTo& bill_to) {
  return {{"legal_name", bill_to.legal_name},
          {"address", bill_to.address},
          {"country", bill_to.country},
          {"tax_id", bill_to.tax_id},
          {"email", bill_to.email}};
}

ordered_json line_json(const InvoiceLine& line) {
  return {{"transaction", line.transaction},
          {"date", to_date(std::chrono::floor<std::chrono::days>(line.time))},
          {"description", line.description},
          {"method", line.method},
          {"amount", line.amount.usd()}};
}

ordered_json usage_json(const InvoiceUsage& usage) {
  return {{"model", usage.model}, {"requests", usage.requests}, {"cost", usage.cost.usd()}};
}

}  // namespace

ordered_json invoice_json(const Invoice& invoice) {
  ordered_json lines = ordered_json::array();
  for (const InvoiceLine& line : invoice.lines) lines.push_back(line_json(line));
  ordered_json usage = ordered_json::array();
  for (const InvoiceUsage& model : invoice.usage) usage.push_back(usage_json(model));
  return {{"number", invoice.number},
          {"issued_at", to_rfc3339(invoice.issued_at)},
          {"account", invoice.account},
          {"tag", invoice.tag},
          {"bill_to", bill_to_json(invoice.bill_to)},
          {"period", period_json(invoice)},
          {"lines", std::move(lines)},
          {"usage", std::move(usage)},
          {"subtotal", invoice.total.usd()},
          {"tax", 0},
          {"total", invoice.total.usd()},
          {"currency", "USD"},
          {"note", kInvoiceNote}};
}

ordered_json invoice_summary_json(const Invoice& invoice) {
  return {{"number", invoice.number},
          {"issued_at", to_rfc3339(invoice.issued_at)},
          {"period", period_json(invoice)},
          {"total", invoice.total.usd()},
          {"currency", "USD"}};
}

}  // namespace wavespeed_mock

#include "control/account/invoice_page.h"

#include <chrono>
#include <cstdint>
#include <string_view>

#include "base/text/markup_text.h"
#include "base/value/timestamp.h"
#include "control/account/invoice_json.h"
#include "domain/billing/invoices.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kStyles = R"(<style>
@page { size: A4; margin: 18mm 16mm; }
:root { color-scheme: light; --text: #1c2530; --dim: #5b6673; --rule: #dde2e8; --mark: #1f6feb; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef1f5; color: var(--text); font: 14px/1.5 system-ui, sans-serif;
       -webkit-print-color-adjust: exact; print-color-adjust: exact; }
main { width: 210mm; max-width: 100%; min-height: 297mm; margin: 24px auto; padding: 18mm 16mm;
       background: #fff; border-top: 6px solid var(--mark); box-shadow: 0 2px 16px #1c25301f; }
@media print {
  body { background: #fff; font-size: 10pt; }
  main { width: auto; min-height: 0; margin: 0; padding: 6mm 0 0; box-shadow: none; }
}
header { display: flex; justify-content: space-between; align-items: flex-start; gap: 2em; }
h1 { margin: 0; font-size: 2em; line-height: 1.1; font-weight: 600; }
h2 { margin: 2.4em 0 .4em; font-size: 1em; }
.issuer { text-align: right; } .issuer b { font-size: 1.2em; }
.dim { color: var(--dim); } .small { font-size: .86em; }
.facts { display: grid; grid-template-columns: 1fr 1fr; gap: 2em; margin: 2.4em 0; }
.label { margin: 0 0 .3em; color: var(--dim); font-size: .78em; font-weight: 600;
         letter-spacing: .06em; text-transform: uppercase; }
.address { white-space: pre-line; } .facts, td { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .15em 1.2em; margin: 0; }
dt { color: var(--dim); } dd { margin: 0; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th { padding: .5em .6em; border-bottom: 2px solid var(--text); text-align: left; font-size: .86em; }
td { padding: .55em .6em; border-bottom: 1px solid var(--rule); vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
.amount { text-align: right; white-space: nowrap; } .date { white-space: nowrap; }
.totals { width: 45%; margin: .6em 0 0 auto; break-inside: avoid; }
.totals td { border: 0; padding: .25em 0; }
.totals .total td { border-top: 2px solid var(--text); padding-top: .5em; font-size: 1.2em;
                    font-weight: 600; }
code { font: .86em/1.5 ui-monospace, monospace; color: var(--dim); }
footer { margin-top: 3em; padding-top: 1em; border-top: 1px solid var(--rule); }
footer p { margin: 0; }
</style>
)";

// For people: "1,234.50", with as many decimals as it has, at least two.
std::string amount_text(Money amount) {
  std::string text = to_decimal(amount);
  std::size_t point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
    text += '.';
  }
  constexpr std::size_t kDecimals = 2;
  while (text.size() < point + 1 + kDecimals) text += '0';
  const std::size_t first_digit = amount < Money{} ? 1 : 0;
  constexpr std::size_t kGroup = 3;
  for (std::size_t at = point; at > first_digit + kGroup;) text.insert(at -= kGroup, ",");
  return text;
}

std::string date_text(Timestamp time) {
  return to_date(std::chrono::floor<std::chrono::days>(time));
}

std::string method_text(std::string method) {
  for (char& c : method) {
    if (c == '_') c = ' ';
  }
  return method;
}

std::string cell(const std::string& text, std::string_view css = "") {
  const std::string attribute = css.empty() ? "" : " class=\"" + std::string(css) + "\"";
  return "<td" + attribute + ">" + escape_html(text) + "</td>";
}

std::string fact(std::string_view name, const std::string& value) {
  if (value.empty()) return "";
  return "<dt>" + std::string(name) + "</dt><dd>" + escape_html(value) + "</dd>\n";
}

std::string billed_to(const Invoice& invoice) {
  const BillTo& to = invoice.bill_to;
  const std::string& name = to.legal_name.empty() ? invoice.account : to.legal_name;
  std::string html =
      "<section>\n<p class=\"label\">Billed to</p>\n<b>" + escape_html(name) + "</b>\n";
  if (!to.address.empty()) html += "<div class=\"address\">" + escape_html(to.address) + "</div>\n";
  if (!to.country.empty()) html += "<div>" + escape_html(to.country) + "</div>\n";
  if (!to.tax_id.empty()) html += "<div>Tax ID " + escape_html(to.tax_id) + "</div>\n";
  if (!to.email.empty()) html += "<div>" + escape_html(to.email) + "</div>\n";
  return html + "</section>\n";
}

std::string details(const Invoice& invoice) {
  std::string html = "<section>\n<p class=\"label\">Details</p>\n<dl>\n";
  html += fact("Invoice", invoice.number);
  html += fact("Issued", date_text(invoice.issued_at));
  html += fact("Period", invoice.period ? to_text(*invoice.period) : "");
  html += fact("Account", invoice.account);
  html += fact("Account id", invoice.tag);
  html += fact("Currency", "USD");
  return html + "</dl>\n</section>\n";
}

std::string payments(const Invoice& invoice) {
  std::string html =
      "<table>\n<thead><tr><th>Date</th><th>Description</th><th>Method</th>"
      "<th class=\"amount\">Amount (USD)</th></tr></thead>\n<tbody>\n";
  for (const InvoiceLine& line : invoice.lines) {
    html += "<tr>" + cell(date_text(line.time), "date") + "<td>" + escape_html(line.description) +
            "<br><code>" + escape_html(line.transaction) + "</code></td>" +
            cell(method_text(line.method)) + cell(amount_text(line.amount), "amount") + "</tr>\n";
  }
  return html + "</tbody>\n</table>\n";
}

std::string totals(const Invoice& invoice) {
  const std::string total = amount_text(invoice.total);
  return "<table class=\"totals\">\n<tr>" + cell("Subtotal") + cell(total, "amount") +
         "</tr>\n<tr>" + cell("Tax") + cell(amount_text({}), "amount") +
         "</tr>\n<tr class=\"total\">" + cell("Total paid") + cell("$" + total, "amount") +
         "</tr>\n</table>\n";
}

std::string usage_of(const Invoice& invoice) {
  if (invoice.usage.empty()) return "";
  std::string html =
      "<h2>Usage in this period</h2>\n<p class=\"dim small\">For information: charges less "
      "refunds, "
      "taken from the balance. They are not part of the total.</p>\n"
      "<table>\n<thead><tr><th>Model</th><th class=\"amount\">Requests</th>"
      "<th class=\"amount\">Cost (USD)</th></tr></thead>\n<tbody>\n";
  Money sum;
  std::uint64_t requests = 0;
  for (const InvoiceUsage& usage : invoice.usage) {
    html += "<tr>" + cell(usage.model) + cell(std::to_string(usage.requests), "amount") +
            cell(amount_text(usage.cost), "amount") + "</tr>\n";
    sum += usage.cost;
    requests += usage.requests;
  }
  return html + "<tr>" + cell("All models", "dim") + cell(std::to_string(requests), "amount") +
         cell(amount_text(sum), "amount") + "</tr>\n</tbody>\n</table>\n";
}

}  // namespace

std::string invoice_page(const Invoice& invoice) {
  std::string page =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      escape_html("Invoice " + invoice.number) + "</title>\n";
  page += kStyles;
  page += "</head>\n<body>\n<main>\n<header>\n<div><h1>Invoice</h1><span class=\"dim\">" +
          escape_html(invoice.number) +
          "</span></div>\n<div class=\"issuer\"><b>WaveSpeedAI</b><br>"
          "<span class=\"dim\">simulated by wavespeed-mock</span></div>\n</header>\n";
  page += "<div class=\"facts\">\n" + billed_to(invoice) + details(invoice) + "</div>\n";
  page += payments(invoice) + totals(invoice) + usage_of(invoice);
  page +=
      "<footer class=\"dim small\">\n<p>" + escape_html(kInvoiceNote) +
      "</p>\n<p>Created for tests by wavespeed-mock: no money was transferred.</p>\n</footer>\n";
  return page + "</main>\n</body>\n</html>\n";
}

}  // namespace wavespeed_mock

#include "control/account/invoice_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/domain_tasks.h"

namespace wavespeed_mock::invoice_page_test {
namespace {

using std::chrono::days;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Invoice invoice() {
  return {.number = "INV-5f3a09c2-0001",
          .issued_at = kStart + days(31),
          .account = "team",
          .tag = "5f3a09c2",
          .bill_to = {.legal_name = "Acme GmbH",
                      .address = "Ring 1\n50667 Cologne",
                      .country = "Germany",
                      .tax_id = "DE123456789",
                      .email = "books@acme.example"},
          .period = BillingPeriod{kStart, kStart + days(31) - Duration(1)},
          .lines = {{"txn_1", kStart + days(2), "Credit top-up", "wechat_pay", Money{2'500'000}},
                    {"txn_2", kStart + days(3), "Monthly bill of 2025-12", "credit",
                     Money{1'234'567'012'300}}},
          .usage = {{"acme/model", 3, Money{36'000}}, {"acme/other", 1, Money{14'000}}},
          .total = Money{1'234'569'512'300}};
}

TEST(InvoicePage, ShowsTheWholeInvoice) {
  const std::string page = invoice_page(invoice());
  for (const char* text : {"<title>Invoice INV-5f3a09c2-0001</title>",
                           "<b>Acme GmbH</b>",
                           "Ring 1\n50667 Cologne",
                           "Germany",
                           "Tax ID DE123456789",
                           "books@acme.example",
                           "<dt>Issued</dt><dd>2026-02-01</dd>",
                           "<dt>Period</dt><dd>2026-01-01 to 2026-01-31</dd>",
                           "<dt>Account</dt><dd>team</dd>",
                           "<dt>Account id</dt><dd>5f3a09c2</dd>",
                           ">2026-01-03<",
                           "Credit top-up",
                           "txn_1",
                           ">wechat pay<",
                           ">2.50<",
                           "Monthly bill of 2025-12",
                           ">1,234,567.0123<",
                           ">$1,234,569.5123<",
                           "<td>Tax</td><td class=\"amount\">0.00</td>",
                           "acme/model",
                           ">0.036<",
                           "<tr><td class=\"dim\">All models</td><td class=\"amount\">4</td>"
                           "<td class=\"amount\">0.05</td></tr>",
                           "Prices exclude taxes",
                           "no money was transferred"}) {
    EXPECT_THAT(page, HasSubstr(text));
  }
}

TEST(InvoicePage, LeavesOutAbsentFields) {
  Invoice some = invoice();
  some.bill_to = {};
  some.period.reset();
  some.usage.clear();
  const std::string page = invoice_page(some);
  EXPECT_THAT(page, HasSubstr("<b>team</b>"));
  EXPECT_THAT(page, AllOf(Not(HasSubstr("Tax ID")), Not(HasSubstr("<dt>Period")),
                          Not(HasSubstr("class=\"address\"")), Not(HasSubstr("Usage in"))));
}

TEST(InvoicePage, EscapesMarkup) {
  const std::string evil = "<img src=x onerror=\"a('&')\">";
  const Invoice some{.number = evil,
                     .issued_at = kStart,
                     .account = evil,
                     .tag = evil,
                     .bill_to = {evil, evil, evil, evil, evil},
                     .period = {},
                     .lines = {{evil, kStart, evil, evil, Money{1}}},
                     .usage = {{evil, 1, Money{1}}},
                     .total = Money{1}};
  const std::string page = invoice_page(some);
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<img")), Not(HasSubstr("\"a('"))));
  EXPECT_THAT(page, HasSubstr("&lt;img src=x onerror=&quot;a(&#39;&amp;&#39;)&quot;&gt;"));
}

TEST(InvoicePage, LoadsNoResources) {
  const std::string page = invoice_page(invoice());
  EXPECT_THAT(page, AllOf(Not(HasSubstr("://")), Not(HasSubstr("url(")), Not(HasSubstr("src=")),
                          Not(HasSubstr("href=")), Not(HasSubstr("<script"))));
  EXPECT_THAT(page, AllOf(HasSubstr("size: A4"), HasSubstr("@media print")));
}

}  // namespace
}  // namespace wavespeed_mock::invoice_page_test

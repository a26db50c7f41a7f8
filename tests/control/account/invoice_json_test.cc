#include "control/account/invoice_json.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "support/domain_tasks.h"

namespace wavespeed_mock::invoice_json_test {
namespace {

using nlohmann::ordered_json;
using std::chrono::days;

Invoice invoice() {
  return {.number = "INV-5f3a09c2-0001",
          .issued_at = kStart + days(31),
          .account = "team",
          .tag = "5f3a09c2",
          .bill_to = {.legal_name = "Acme", .country = "Germany"},
          .period = BillingPeriod{kStart, kStart + days(31) - Duration(1)},
          .lines = {{"txn_1", kStart + days(2), "Credit top-up", "credit", Money{2'500'000}}},
          .usage = {{"acme/model", 3, Money{36'000}}},
          .total = Money{2'500'000}};
}

TEST(InvoiceJson, HasItsFieldsInOrder) {
  EXPECT_EQ(
      invoice_json(invoice()).dump(),
      R"({"number":"INV-5f3a09c2-0001","issued_at":"2026-02-01T00:00:00.000000000Z",)"
      R"("account":"team","tag":"5f3a09c2","bill_to":{"legal_name":"Acme","address":"",)"
      R"("country":"Germany","tax_id":"","email":""},)"
      R"("period":{"start":"2026-01-01T00:00:00.000000000Z","end":"2026-01-31T23:59:59.999999999Z"},)"
      R"("lines":[{"transaction":"txn_1","date":"2026-01-03","description":"Credit top-up",)"
      R"("method":"credit","amount":2.5}],)"
      R"("usage":[{"model":"acme/model","requests":3,"cost":0.036}],)"
      R"("subtotal":2.5,"tax":0,"total":2.5,"currency":"USD",)"
      R"("note":"Prices exclude taxes; none were charged."})");
}

TEST(InvoiceJson, IsShortInLists) {
  EXPECT_EQ(
      invoice_summary_json(invoice()).dump(),
      R"({"number":"INV-5f3a09c2-0001","issued_at":"2026-02-01T00:00:00.000000000Z",)"
      R"("period":{"start":"2026-01-01T00:00:00.000000000Z","end":"2026-01-31T23:59:59.999999999Z"},)"
      R"("total":2.5,"currency":"USD"})");
}

TEST(InvoiceJson, HasNoPeriodForTransactions) {
  Invoice some = invoice();
  some.period.reset();
  some.usage.clear();
  EXPECT_EQ(invoice_json(some)["period"], ordered_json());
  EXPECT_EQ(invoice_json(some)["usage"], ordered_json::array());
  EXPECT_EQ(invoice_summary_json(some)["period"], ordered_json());
}

}  // namespace
}  // namespace wavespeed_mock::invoice_json_test

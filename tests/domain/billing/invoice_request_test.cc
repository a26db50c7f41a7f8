#include "domain/billing/invoice_request.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>

#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::invoice_request_test {
namespace {

using std::chrono::days;

InvoiceRequest read(const std::string& text) {
  const auto body = nlohmann::json::parse(text);
  JsonReader in(body, "body");
  InvoiceRequest request = read_invoice_request(in);
  in.done();
  return request;
}

TEST(InvoiceRequest, IsForAMonth) {
  const BillingPeriod january = BillingPeriod::of_month(std::chrono::year(2026) / 1);
  EXPECT_EQ(january.start, kStart);
  EXPECT_EQ(january.end, kStart + days(31) - Duration(1));
  const InvoiceRequest request =
      read(R"({"period": "2026-01", "bill_to": {"legal_name": "Acme", "country": "Ireland"}})");
  EXPECT_EQ(request.period->start, january.start);
  EXPECT_EQ(request.period->end, january.end);
  EXPECT_EQ(request.bill_to.legal_name, "Acme");
  EXPECT_EQ(request.bill_to.country, "Ireland");
  EXPECT_TRUE(request.transactions.empty());
}

TEST(InvoiceRequest, IsForDays) {
  const auto period =
      read(R"({"start_date": "2026-01-01", "end_date": "2026-01-02"})").period.value();
  EXPECT_EQ(period.start, kStart);
  EXPECT_EQ(period.end, kStart + days(2) - Duration(1)) << "the whole day";
  EXPECT_EQ(read(R"({"start_date": "2026-01-01", "end_date": "2026-01-02T00:00:00Z"})").period->end,
            kStart + days(1));
  EXPECT_EQ(error_of([] { read(R"({"start_date": "2026-01-02", "end_date": "2026-01-01"})"); }),
            R"(body: field "end_date": must not be before start_date)");
}

TEST(InvoiceRequest, IsForTransactions) {
  const InvoiceRequest request = read(R"({"transactions": ["txn_1", "txn_2"]})");
  EXPECT_FALSE(request.period);
  EXPECT_EQ(request.transactions, (std::vector<std::string>{"txn_1", "txn_2"}));
  EXPECT_EQ(error_of([] { read(R"({"transactions": ["txn_1", "txn_1"]})"); }),
            R"(body: field "transactions": lists "txn_1" twice)");
  EXPECT_EQ(error_of([] { read(R"({"transactions": []})"); }),
            R"(body: field "transactions": must list at least one id)");
}

TEST(InvoiceRequest, IsForOneOfThese) {
  const std::string wrong =
      R"(body: field "period": is a month such as "2026-01"; give that, or "start_date" with )"
      R"("end_date", or "transactions", but only one of these)";
  EXPECT_EQ(error_of([] { read("{}"); }), wrong);
  EXPECT_EQ(error_of([] { read(R"({"period": "2026-01", "transactions": ["txn_1"]})"); }), wrong);
}

TEST(InvoiceRequest, HasTheProblemsOfItsJson) {
  const auto problem = [](const InvoiceRequest& request) {
    const auto wrong = find_problem(request);
    return wrong ? wrong->field + " " + wrong->problem : "";
  };
  EXPECT_EQ(problem({.period = BillingPeriod{kStart, kStart}}), "");
  EXPECT_EQ(problem({.transactions = {"a", "b"}}), "");
  EXPECT_EQ(problem({}), "period is missing: give a period or transactions");
  EXPECT_EQ(problem({.transactions = {"a", "b", "a"}}), R"(transactions lists "a" twice)");
  EXPECT_EQ(problem({.period = BillingPeriod{kStart, kStart}, .transactions = {"a"}}),
            "period is given in addition to transactions; an invoice is for one of them");
  EXPECT_EQ(problem({.period = BillingPeriod{kStart, kStart - Duration(1)}}),
            "period must not end before it starts");
}

}  // namespace
}  // namespace wavespeed_mock::invoice_request_test

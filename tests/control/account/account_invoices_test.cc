#include "control/account/account_invoices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::account_invoices_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using ::testing::HasSubstr;

constexpr const char* kInvoices = "/__mock/accounts/self/invoices";

// An account with top-ups of $10 on 2 January and $5 on 1 February.
class AccountInvoicesTest : public ::testing::Test {
 protected:
  AccountInvoicesTest() {
    client_.advance(days(1));
    top_up(10);
    client_.advance(days(30));
    top_up(5);
  }

  void top_up(int usd) const {
    client_.post("/__mock/accounts/self/credit", json{{"usd", usd}}.dump());
  }
  Response make(const std::string& body) const { return client_.post(kInvoices, body); }
  json total(const std::string& body) const { return client_.data(make(body))["total"]; }
  std::string error_for(const std::string& body) const {
    const Response refused = make(body);
    EXPECT_EQ(refused.status, 400) << refused.body;
    return client_.message(refused);
  }
  json top_ups() const {
    return client_.data(client_.get("/api/v3/account/billings?type=topup"))["items"];
  }

  const MockClient client_;
};

TEST_F(AccountInvoicesTest, CanCoverAMonth) {
  EXPECT_EQ(total(R"({"period": "2026-01"})"), 10.0);
  EXPECT_EQ(total(R"({"period": "2026-02"})"), 5.0);
  EXPECT_EQ(make(R"({"period": "2025-12"})").status, 409);
  EXPECT_EQ(make(R"({"period": "2026-03"})").status, 409);
  for (const char* month : {"2026-13", "2026-1", "January", "2026-01-01", "202601", "20260101"}) {
    EXPECT_EQ(error_for(json{{"period", month}}.dump()),
              std::string("body: field \"period\": must be a month such as \"2026-01\", in the "
                          "years 1678 to 2261, not \"") +
                  month + "\"");
  }
}

TEST_F(AccountInvoicesTest, CanCoverAPeriod) {
  EXPECT_EQ(total(R"({"start_date": "2026-01-01", "end_date": "2026-02-01"})"), 15.0);
  EXPECT_EQ(total(R"({"start_date": "2026-01-02", "end_date": "2026-01-02"})"), 10.0);
  EXPECT_EQ(total(R"({"start_date": "2026-01-03", "end_date": "2026-02-01T00:00:00Z"})"), 5.0);
  EXPECT_EQ(make(R"({"start_date": "2026-01-03", "end_date": "2026-01-31"})").status, 409);
  EXPECT_THAT(error_for(R"({"start_date": "2026-01-03", "end_date": "2026-01-02"})"),
              HasSubstr("must not be before start_date"));
  EXPECT_THAT(error_for(R"({"start_date": "2026-01-03"})"), HasSubstr("\"end_date\" is missing"));
  EXPECT_THAT(error_for(R"({"end_date": "2026-01-03"})"), HasSubstr("\"start_date\" is missing"));
  EXPECT_THAT(error_for(R"({"start_date": "soon", "end_date": "2026-01-02"})"),
              HasSubstr("not \"soon\""));
}

TEST_F(AccountInvoicesTest, CanCoverTransactions) {
  const json items = top_ups();
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(total(json{{"transactions", {items[0]["id"], items[1]["id"]}}}.dump()), 15.0);
  EXPECT_THAT(error_for(json{{"transactions", {items[2]["id"]}}}.dump()),
              HasSubstr("not a payment but the account's initial credit"));
  EXPECT_EQ(make(R"({"transactions": ["txn_0"]})").status, 404);
  EXPECT_THAT(error_for(R"({"transactions": []})"), HasSubstr("must list at least one id"));
  EXPECT_THAT(error_for(R"({"transactions": [7]})"), HasSubstr("not 7"));
  EXPECT_THAT(error_for(R"({"transactions": ["a", "a"]})"), HasSubstr("lists \"a\" twice"));
}

TEST_F(AccountInvoicesTest, CoverExactlyOneOfThese) {
  for (const char* body : {"{}", R"({"period": "2026-01", "transactions": ["txn_0"]})",
                           R"({"period": "2026-01", "end_date": "2026-01-31"})"}) {
    EXPECT_THAT(error_for(body), HasSubstr("but only one of these"));
  }
  EXPECT_THAT(error_for(R"({"perod": "2026-01"})"), HasSubstr("only one of these"));
  EXPECT_THAT(error_for(R"({"period": "2026-01", "billto": {}})"),
              HasSubstr(R"(did you mean "bill_to"?)"));
}

TEST_F(AccountInvoicesTest, NameTheGivenRecipient) {
  const Response made = make(R"({"period": "2026-01", "bill_to": {"legal_name": "Acme GmbH",
      "address": "Ring 1", "country": "Germany", "tax_id": "DE1", "email": "a@acme.example"}})");
  EXPECT_EQ(client_.data(made)["bill_to"], (json{{"legal_name", "Acme GmbH"},
                                                 {"address", "Ring 1"},
                                                 {"country", "Germany"},
                                                 {"tax_id", "DE1"},
                                                 {"email", "a@acme.example"}}));
  EXPECT_THAT(error_for(R"({"period": "2026-01", "bill_to": {"name": "Acme"}})"),
              HasSubstr("body: bill_to: field \"name\" is not known"));
}

TEST_F(AccountInvoicesTest, DoNotChangeLater) {
  const json first = client_.data(make(R"({"period": "2026-02"})"));
  top_up(1);
  client_.submit();
  const json second = client_.data(make(R"({"period": "2026-02"})"));
  EXPECT_EQ(second["total"], 6.0);
  const auto number = [](const json& invoice) { return invoice["number"].get<std::string>(); };
  EXPECT_EQ(client_.data(client_.get(kInvoices + ("/" + number(first)))), first);
  const json list = client_.data(client_.get(kInvoices))["invoices"];
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0]["number"], second["number"]) << "newest first";
  EXPECT_EQ(list[1]["total"], 5.0);
  const Response unknown = client_.get(kInvoices + ("/" + number(first).substr(0, 16) + "3"));
  EXPECT_EQ(unknown.status, 404);
  EXPECT_THAT(client_.message(unknown), HasSubstr("did you mean \"INV-"));
}

TEST_F(AccountInvoicesTest, BelongToOneAccount) {
  make(R"({"period": "2026-01"})");
  const json data = client_.data(client_.with_key("other").get(kInvoices));
  EXPECT_EQ(data["invoices"], json::array());
}

TEST_F(AccountInvoicesTest, AreResetWithTheCredit) {
  const auto count = [&] { return client_.data(client_.get(kInvoices))["invoices"].size(); };
  make(R"({"period": "2026-01"})");
  const Snapshot snapshot = client_.mock().snapshot();
  make(R"({"period": "2026-02"})");
  EXPECT_EQ(count(), 2U);
  client_.mock().restore(snapshot);
  EXPECT_EQ(count(), 1U);
  client_.mock().reset({"tasks"});
  EXPECT_EQ(count(), 1U);
  client_.mock().reset({"credit"});
  EXPECT_EQ(count(), 0U);
}

TEST_F(AccountInvoicesTest, AreSelfContainedPages) {
  const json made = client_.data(make(R"({"period": "2026-01"})"));
  const Response page =
      client_.get(kInvoices + ("/" + made["number"].get<std::string>() + "/page"));
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(client_.header(page, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(client_.header(page, "Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_THAT(page.body, HasSubstr("<!doctype html>"));
  EXPECT_THAT(page.body, HasSubstr(made["number"].get<std::string>()));
}

}  // namespace
}  // namespace wavespeed_mock::account_invoices_test

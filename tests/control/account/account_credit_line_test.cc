#include "control/account/account_credit_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::account_credit_line_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using ::testing::HasSubstr;

class AccountCreditLine : public ::testing::Test {
 protected:
  Response act(const json& action) const {
    return client_.post("/__mock/accounts/self/credit-line", action.dump());
  }
  json line(const json& action) const { return client_.data(act(action))["credit_line"]; }
  json apply() const {
    return line({{"action", "apply"},
                 {"applicant", "individual_with_product"},
                 {"requested_usd", 100},
                 {"materials", {{"website", "https://example.org"}, {"product", "pictures"}}}});
  }
  void expect_conflict(const json& action, const std::string& part) const {
    const Response refused = act(action);
    EXPECT_EQ(refused.status, 409) << refused.body;
    EXPECT_THAT(client_.message(refused), HasSubstr(part));
  }
  double balance() const {
    return client_.data(client_.get("/api/v3/balance"))["balance"].get<double>();
  }

  const MockClient client_{Options{.tier = "unlimited", .balance = Money::from_usd(0)}};
};

TEST_F(AccountCreditLine, CanBeUsedBilledPausedAndPaid) {
  EXPECT_EQ(apply()["state"], "under_review");
  EXPECT_EQ(client_.submit().status, 400) << "approval is not automatic";
  EXPECT_EQ(line({{"action", "approve"}})["available"], 100.0);
  EXPECT_EQ(client_.submit().status, 200);
  EXPECT_EQ(balance(), -0.01);

  client_.advance(days(31));
  EXPECT_EQ(client_.submit().status, 200) << "the bill exists but is not due";
  client_.advance(days(7));
  EXPECT_EQ(client_.submit().status, 400);
  client_.post("/__mock/accounts/self/credit", R"({"usd": 0.01})");
  EXPECT_EQ(client_.submit().status, 200) << "prepaid use continues";
  EXPECT_EQ(client_.submit().status, 400);

  const json paid = line({{"action", "pay"}});
  EXPECT_EQ(paid["state"], "active");
  EXPECT_EQ(paid["bills"][0]["amount"], 0.01);
  EXPECT_EQ(client_.submit().status, 200);
  expect_conflict({{"action", "pay"}}, "no bill to pay");
}

TEST_F(AccountCreditLine, StaysPausedWhenAPaymentCannotBeConfirmed) {
  apply();
  line({{"action", "approve"}});
  client_.submit();
  client_.advance(days(38));
  const Response tried =
      act({{"action", "pay"}, {"method", "paypal"}, {"fails", "paypal_unverified"}});
  EXPECT_EQ(tried.status, 200) << tried.body;
  const json unpaid = client_.data(tried)["credit_line"];
  EXPECT_EQ(unpaid["state"], "paused");
  EXPECT_TRUE(unpaid["bills"][0]["paid_at"].is_null());
  EXPECT_EQ(client_.submit().status, 400);

  EXPECT_EQ(line({{"action", "pay"}, {"method", "paypal"}})["state"], "active");
  const json payments = client_.data(client_.get("/__mock/accounts/self/payments"))["items"];
  ASSERT_EQ(payments.size(), 2U);
  EXPECT_EQ(payments[1]["failure"], "paypal_unverified");
  EXPECT_EQ(payments[0]["purpose"], "monthly_bill");
  const auto billings = client_.data(client_.get("/api/v3/account/billings?type=topup"));
  EXPECT_EQ(billings["items"][0]["payment_method"], "paypal");
  EXPECT_EQ(billings["items"][0]["id"], payments[0]["transaction"]);
}

TEST_F(AccountCreditLine, RefusesAnInvalidPayment) {
  apply();
  const Response refused = act({{"action", "pay"}, {"fails", "card_declined"}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(client_.message(refused), HasSubstr("is a failure of stripe: give it as \"method\""));
  EXPECT_EQ(act({{"action", "pay"}, {"method", "cash"}}).status, 400);
}

TEST_F(AccountCreditLine, AsksForWhatIsMissing) {
  const json incomplete = line({{"action", "apply"}, {"applicant", "enterprise"}});
  EXPECT_EQ(incomplete["state"], "needs_information");
  EXPECT_THAT(incomplete["note"].get<std::string>(), HasSubstr("legal_name is missing"));
  expect_conflict({{"action", "approve"}}, "legal_name is missing");
}

TEST_F(AccountCreditLine, SupportsEveryReviewDecision) {
  apply();
  EXPECT_EQ(line({{"action", "defer"}, {"note", "come back in spring"}})["note"],
            "come back in spring");
  EXPECT_EQ(line({{"action", "decline"}})["state"], "declined");
  EXPECT_EQ(apply()["state"], "under_review");
  EXPECT_EQ(line({{"action", "approve"}, {"limit_usd", 50}})["limit"], 50.0);
  EXPECT_EQ(line({{"action", "raise"}, {"limit_usd", 80}})["raise"], 80.0);
  expect_conflict({{"action", "approve"}}, "at least one paid monthly bill");
  EXPECT_EQ(line({{"action", "reduce"}, {"limit_usd", 20}})["limit"], 20.0);
  EXPECT_EQ(line({{"action", "close"}, {"note", "the end"}})["state"], "closed");
}

TEST_F(AccountCreditLine, TakesADepositAsAGuarantee) {
  line({{"action", "apply"},
        {"applicant", "individual_with_product"},
        {"requested_usd", 5000},
        {"materials", {{"website", "https://example.org"}, {"product", "pictures"}}}});
  expect_conflict({{"action", "approve"}, {"limit_usd", 5000}}, "guarantee");
  EXPECT_EQ(line({{"action", "deposit"}, {"usd", 3000}})["deposit"], 3000.0);
  EXPECT_EQ(balance(), 0.0) << "the deposit is not part of the balance";
  client_.post("/__mock/accounts/self/credit", R"({"usd": 2000})");
  EXPECT_EQ(line({{"action", "approve"}, {"limit_usd", 5000}})["available"], 5000.0);
}

TEST_F(AccountCreditLine, RefusesInvalidRequests) {
  for (const auto& [action, part] : std::vector<std::pair<std::string, std::string>>{
           {R"({})", R"(field "action")"},
           {R"({"action": "beg"})", R"(not "beg")"},
           {R"({"action": "approve", "limit": 5})", R"(did you mean "limit_usd"?)"},
           {R"({"action": "apply", "materials": {"web": "x"}})", R"(did you mean "website"?)"},
           {R"({"action": "raise"})", R"("limit_usd")"}}) {
    const Response refused = client_.post("/__mock/accounts/self/credit-line", action);
    EXPECT_EQ(refused.status, 400) << action;
    EXPECT_THAT(client_.message(refused), HasSubstr(part));
  }
  expect_conflict({{"action", "close"}}, "has no credit line");
}

}  // namespace
}  // namespace wavespeed_mock::account_credit_line_test

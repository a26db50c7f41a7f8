#include "control/account/account_payments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::account_payments_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::minutes;
using ::testing::HasSubstr;

constexpr const char* kTopUps = "/__mock/accounts/self/top-ups";
constexpr const char* kRedeem = "/__mock/accounts/self/coupons";
constexpr const char* kPayments = "/__mock/accounts/self/payments";

MockClient poor_client(std::optional<Duration> credit_expiry = std::nullopt) {
  return MockClient(Options{.balance = Money(), .credit_expiry = credit_expiry});
}

json payments(const MockClient& client, const std::string& query = "") {
  return client.data(client.get(kPayments + query))["items"];
}

void define_coupon(const MockClient& client, const std::string& body) {
  const Response defined = client.post("/__mock/coupons", body);
  ASSERT_EQ(defined.status, 200) << defined.body;
}

TEST(TopUpAccount, LetsARefusedClientContinue) {
  const MockClient client = poor_client(days(365));
  EXPECT_EQ(client.submit().status, 400);
  const Response paid = client.post(kTopUps, R"({"usd": 20, "method": "naver_pay"})");
  ASSERT_EQ(paid.status, 200) << paid.body;
  EXPECT_EQ(client.data(paid)["payment"]["method"], "naver_pay");
  EXPECT_EQ(client.data(paid)["credit"]["grants"][0]["expires_at"],
            "2027-01-01T00:00:00.000000000Z");
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.balance(), 19.99);
}

TEST(TopUpAccount, MayArriveLater) {
  const MockClient client = poor_client(days(365));
  client.post(kTopUps, R"({"usd": 20, "arrives_in": "5m"})");
  EXPECT_EQ(client.submit().status, 400);
  EXPECT_EQ(client.data(client.get("/api/v3/account/billings?type=topup"))["pagination"]["total"],
            1)
      << "a pending top-up is not in the ledger";
  client.advance(minutes(5));
  EXPECT_EQ(client.submit().status, 200);
  const json credit = client.data(client.get("/__mock/accounts/self/credit"));
  EXPECT_EQ(credit["grants"][0]["given_at"], "2026-01-01T00:05:00.000000000Z");
  EXPECT_EQ(credit["grants"][0]["expires_at"], "2027-01-01T00:05:00.000000000Z")
      << "the expiry counts from the arrival";
}

TEST(TopUpAccount, RefusesInvalidRequests) {
  const MockClient client = poor_client();
  const auto refused = [&](const std::string& body) {
    const Response response = client.post(kTopUps, body);
    EXPECT_EQ(response.status, 400) << body;
    return MockClient::message(response);
  };
  EXPECT_EQ(
      refused(R"({"usd": 0})"),
      R"(body: field "usd": must be 0.000001 or more: amounts are whole millionths of a dollar, not 0)");
  EXPECT_THAT(refused("{}"), HasSubstr(R"("usd")"));
  EXPECT_THAT(refused(R"({"usd": 1, "method": "paypall"})"), HasSubstr(R"(not "paypall")"));
  EXPECT_THAT(refused(R"({"usd": 1, "fails": "bad luck"})"), HasSubstr(R"(not "bad luck")"));
  EXPECT_THAT(refused(R"({"usd": 1, "method": "alipay", "fails": "card_declined"})"),
              HasSubstr("is a failure of stripe, not of alipay"));
  EXPECT_THAT(refused(R"({"usd": 1, "arrives": "5m"})"),
              HasSubstr(R"(did you mean "arrives_in"?)"));
  EXPECT_TRUE(payments(client).empty());
}

TEST(TopUpAccount, ChecksTheCouponBeforeThePayment) {
  const MockClient client = poor_client();
  define_coupon(client, R"({"code": "PLUS", "usd": 5, "min_top_up_usd": 10, "expires_in": "1d"})");
  const auto top_up = [&](const std::string& fields) {
    return client.post(kTopUps, R"({"coupon": "plus", )" + fields + "}");
  };
  EXPECT_EQ(client.post(kTopUps, R"({"usd": 10, "coupon": "PLUSS"})").status, 404);
  EXPECT_EQ(top_up(R"("usd": 9)").status, 409);
  EXPECT_TRUE(payments(client).empty()) << "nothing was paid";
  EXPECT_EQ(top_up(R"("usd": 10, "arrives_in": "2d")").status, 200);
  EXPECT_EQ(top_up(R"("usd": 10)").status, 409) << "a top-up with the coupon is already pending";
  client.advance(days(2));
  EXPECT_EQ(client.balance(), 15.0) << "the coupon was valid when it was entered";
}

TEST(TopUpAccount, DoesNotUseUpACouponThatWasNotCredited) {
  const MockClient client = poor_client();
  define_coupon(client, R"({"code": "PLUS", "usd": 5})");
  client.post(kTopUps, R"({"usd": 10, "coupon": "PLUS", "fails": "cancelled"})");
  EXPECT_EQ(client.balance(), 0.0);
  EXPECT_EQ(client.post(kRedeem, R"({"code": "PLUS"})").status, 200);
  EXPECT_EQ(client.balance(), 5.0);
}

TEST(RedeemCoupon, CountsPerAccount) {
  const MockClient client = poor_client();
  define_coupon(client, R"({"code": "Welcome", "usd": 5, "credit_expires_in": "30d"})");
  for (const std::string key : {"one", "two"}) {
    const MockClient one = client.with_key(key);
    const Response redeemed = one.post(kRedeem, R"({"code": "WELCOME"})");
    ASSERT_EQ(redeemed.status, 200) << redeemed.body;
    EXPECT_EQ(one.data(redeemed)["payment"]["coupon"], "Welcome");
    EXPECT_EQ(one.data(redeemed)["credit"]["grants"][0]["expires_at"],
              "2026-01-31T00:00:00.000000000Z");
    EXPECT_EQ(one.post(kRedeem, R"({"code": "WELCOME"})").status, 409);
  }
}

TEST(RedeemCoupon, ExplainsARefusal) {
  const MockClient client = poor_client();
  define_coupon(client, R"({"code": "OLD", "usd": 5, "expires_at": "2026-01-02"})");
  define_coupon(client, R"({"code": "PLUS", "usd": 5, "min_top_up_usd": 2.5})");
  client.advance(days(1));
  const auto refused = [&](const std::string& code) {
    return MockClient::message(client.post(kRedeem, R"({"code": ")" + code + R"("})"));
  };
  EXPECT_EQ(refused("OLD"), "the coupon \"OLD\" expired at 2026-01-02T00:00:00.000000000Z");
  EXPECT_EQ(refused("plus"), "the coupon \"PLUS\" needs a top-up of at least $2.5 with it");
  EXPECT_EQ(refused("OLDE"), "there is no coupon \"OLDE\"; did you mean \"OLD\"?");
  EXPECT_EQ(client.post(kRedeem, "{}").status, 400);
  EXPECT_TRUE(payments(client).empty());
}

TEST(AccountPayments, ListSucceededPendingAndFailedPayments) {
  const MockClient client = poor_client();
  define_coupon(client, R"({"code": "WELCOME", "usd": 5})");
  client.post(kTopUps, R"({"usd": 1, "coupon": "WELCOME"})");
  client.post(kTopUps, R"({"usd": 2, "arrives_in": "1h"})");
  client.post(kTopUps, R"({"usd": 3, "fails": "unavailable_in_region"})");
  client.post("/__mock/accounts/self/credit", R"({"usd": 100})");
  const json all = payments(client);
  ASSERT_EQ(all.size(), 4U) << "the opening balance is not a payment";
  EXPECT_EQ(all[0]["usd"], 3.0);
  EXPECT_EQ(all[0]["failure"], "unavailable_in_region");
  EXPECT_EQ(all[1]["status"], "pending");
  EXPECT_EQ(all[2]["purpose"], "coupon");
  EXPECT_EQ(all[3]["purpose"], "top_up");
  EXPECT_EQ(all[3]["coupon"], "WELCOME");
  EXPECT_EQ(payments(client, "?page=2&page_size=3"), json::array({all[3]}));
  EXPECT_TRUE(payments(client, "?page=3&page_size=3").empty());
  EXPECT_EQ(client.get(std::string(kPayments) + "?page=0").status, 400);
  EXPECT_EQ(client.get(std::string(kPayments) + "?page_size=100").status, 200);
  EXPECT_EQ(client.message(client.get(std::string(kPayments) + "?page_size=101")),
            "page_size must be a whole number from 1 to 100, not \"101\"");
  EXPECT_EQ(client.get("/__mock/accounts/unknown/payments").status, 404);
}

// Payments have the ids of the billings, which are the same in every run.
TEST(AccountPayments, HaveTheIdsOfTheBillings) {
  json first;
  for (int run = 0; run < 2; ++run) {
    const MockClient client = poor_client();
    define_coupon(client, R"({"code": "WELCOME", "usd": 5})");
    client.post(kTopUps, R"({"usd": 1, "method": "alipay", "coupon": "WELCOME"})");
    const json all = payments(client);
    const json lines = client.data(client.get("/api/v3/account/billings"))["items"];
    ASSERT_EQ(all.size(), 2U);
    ASSERT_EQ(lines.size(), 3U);
    for (const int i : {0, 1}) EXPECT_EQ(all[i]["transaction"], lines[i]["id"]);
    EXPECT_EQ(lines[0]["payment_method"], "coupon");
    EXPECT_EQ(lines[1]["payment_method"], "alipay");
    EXPECT_NE(all[0]["id"], all[1]["id"]);
    if (run == 1) {
      EXPECT_EQ(all, first);
    }
    first = all;
  }
}

}  // namespace
}  // namespace wavespeed_mock::account_payments_test

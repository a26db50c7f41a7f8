#include "control/account/coupons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::account_coupons_test {
namespace {

using json = MockClient::json;
using ::testing::HasSubstr;

constexpr const char* kCoupons = "/__mock/coupons";

json coupons(const MockClient& client) {
  return client.data(client.get(kCoupons))["coupons"];
}

TEST(CouponControl, DefinesListsAndDeletes) {
  const MockClient client;
  const Response added =
      client.post(kCoupons, R"({"code": "Plus-10", "usd": 10, "expires_in": "30d", "uses": 2,
                    "credit_expires_in": "36h", "min_top_up_usd": 50})");
  ASSERT_EQ(added.status, 200) << added.body;
  EXPECT_EQ(client.data(added), (json{{"code", "Plus-10"},
                                      {"usd", 10.0},
                                      {"expires_at", "2026-01-31T00:00:00.000000000Z"},
                                      {"credit_expires_in", "36h"},
                                      {"uses", 2},
                                      {"min_top_up_usd", 50.0}}));
  EXPECT_EQ(coupons(client), json::array({client.data(added)}));
  const Response deleted =
      client.send(client.request("DELETE", std::string(kCoupons) + "/PLUS-10"));
  EXPECT_EQ(client.data(deleted), client.data(added));
  EXPECT_TRUE(coupons(client).empty());
  EXPECT_EQ(client.send(client.request("DELETE", std::string(kCoupons) + "/PLUS-10")).status, 404);
}

TEST(CouponControl, RefusesInvalidRequests) {
  const MockClient client;
  EXPECT_EQ(client.post(kCoupons, R"({"code": "A", "usd": 1})").status, 200);
  EXPECT_EQ(client.post(kCoupons, R"({"code": "a", "usd": 1})").status, 409);
  EXPECT_EQ(client.post(kCoupons, R"({"code": "a b", "usd": 1})").status, 400);
  EXPECT_EQ(client.post(kCoupons, R"({"code": "B", "usd": 0})").status, 400);
  EXPECT_EQ(client.post(kCoupons, R"({"code": "B"})").status, 400);
  EXPECT_THAT(client.message(client.post(kCoupons, R"({"code": "B", "usd": 1, "usess": 2})")),
              HasSubstr(R"(did you mean "uses"?)"));
  EXPECT_EQ(coupons(client).size(), 1U);
}

TEST(CouponControl, ListsCouponsOfFixtures) {
  const MockClient client(
      Options{.balance = Money::from_usd(0),
              .fixture_texts = {R"({"coupons": [{"code": "WELCOME", "usd": 5}]})"}});
  EXPECT_EQ(coupons(client)[0]["code"], "WELCOME");
  EXPECT_EQ(coupons(client)[0]["credit_expires_in"], "never");
  EXPECT_TRUE(coupons(client)[0]["expires_at"].is_null());
  EXPECT_EQ(client.post("/__mock/accounts/self/coupons", R"({"code": "welcome"})").status, 200);
}

TEST(CouponControl, ValidatesCouponsOfFixtures) {
  const auto error_for = [](const std::string& list) {
    try {
      const MockClient client(Options{.fixture_texts = {R"({"coupons": [)" + list + "]}"}});
    } catch (const ConfigError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_EQ(error_for(R"({"code": "A", "usd": 1}, {"code": "a", "usd": 2})"),
            "fixture_texts[0]: coupons[1]: field \"code\": the coupon \"A\" already exists; delete "
            "it first to change it");
  EXPECT_THAT(error_for(R"({"code": "A", "usd": 1, "usess": 2})"),
              HasSubstr(R"(did you mean "uses"?)"));
  EXPECT_THAT(error_for(R"({"code": "A"})"), HasSubstr(R"(field "usd")"));
}

}  // namespace
}  // namespace wavespeed_mock::account_coupons_test

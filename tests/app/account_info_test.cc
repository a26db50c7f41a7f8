#include "app/account_info.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wavespeed_mock::account_info_test {
namespace {

using nlohmann::ordered_json;

TEST(AccountInfo, HasEachFieldOfAKey) {
  const ApiKeyInfo key = read_key_info({{"id", "1_2"},
                                        {"name", "ci"},
                                        {"created_at", "1970-01-01T00:00:01Z"},
                                        {"revoked_at", nullptr},
                                        {"requests", 3},
                                        {"cost", 0.25},
                                        {"key", "k"}});
  EXPECT_EQ(key.id, "1_2");
  EXPECT_EQ(key.name, "ci");
  EXPECT_EQ(key.key, "k");
  EXPECT_EQ(key.created_at, Timestamp(std::chrono::seconds(1)));
  EXPECT_EQ(key.revoked_at, std::nullopt);
  EXPECT_EQ(key.requests, 3U);
  EXPECT_EQ(key.cost_usd, 0.25);
}

TEST(AccountInfo, HasNoMethodForACoupon) {
  const PaymentInfo payment = read_payment_info({{"id", "pay_1"},
                                                 {"purpose", "coupon"},
                                                 {"method", nullptr},
                                                 {"usd", 5},
                                                 {"status", "succeeded"},
                                                 {"failure", nullptr},
                                                 {"coupon", "WELCOME"},
                                                 {"created_at", "1970-01-01T00:00:01Z"},
                                                 {"credited_at", "1970-01-01T00:00:02Z"}});
  EXPECT_EQ(payment.method, "");
  EXPECT_EQ(payment.failure, "");
  EXPECT_EQ(payment.coupon, "WELCOME");
  EXPECT_EQ(payment.credited_at, Timestamp(std::chrono::seconds(2)));
}

}  // namespace
}  // namespace wavespeed_mock::account_info_test

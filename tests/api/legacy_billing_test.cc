#include "api/legacy_billing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::legacy_billing_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

json billings(const MockClient& client, const std::string& query = "") {
  return client.data(client.get("/api/v3/account/billings" + query));
}
Response usage(const MockClient& client, const std::string& query = "") {
  return client.get("/api/v3/account/usage" + query);
}
std::vector<double> amounts(const json& data) {
  std::vector<double> amounts;
  for (const json& item : data["items"]) amounts.push_back(item["amount"]);
  return amounts;
}

// An account with $5 that spends $0.012 and a refunded $0.01 on the 1st, and $0.024 on the 3rd.
class LegacyBillingTest : public ::testing::Test {
 protected:
  LegacyBillingTest() {
    client_.submit("wavespeed-ai/flux-dev");
    client_.submit("mock/always-fails");
    client_.advance(days(2));
    client_.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"num_images", 2}});
  }
  const MockClient client_{Options{.balance = Money::from_usd(5), .latency = Latency::fixed(10s)}};
};

TEST_F(LegacyBillingTest, BillingsListTheWholeLedger) {
  const json data = billings(client_);
  EXPECT_THAT(amounts(data), ElementsAre(-0.024, 0.01, -0.01, -0.012, 5.0));
  EXPECT_EQ(data["pagination"], (json{{"page", 1}, {"page_size", 20}, {"total", 5}}));
  json usage_item = data["items"][3];
  EXPECT_TRUE(usage_item["id"].get<std::string>().starts_with("txn_"));
  usage_item.erase("id");
  EXPECT_EQ(usage_item, (json{{"type", "usage"},
                              {"amount", -0.012},
                              {"currency", "USD"},
                              {"status", "completed"},
                              {"model", "wavespeed-ai/flux-dev"},
                              {"created_at", "2026-01-01T00:00:00.000000000Z"}}));
  EXPECT_EQ(data["items"][1]["type"], "refund");
  EXPECT_EQ(data["items"][4]["type"], "topup");
  EXPECT_TRUE(data["items"][4]["payment_method"].is_string());
  EXPECT_FALSE(data["items"][4].contains("model"));
}

TEST(LegacyBilling, BillingsShowWhereCreditCameFromAndWhereItWent) {
  const MockClient client({.fixture_texts = {R"({"accounts": [{"name": "a", "keys": ["a-key"],
      "balance_usd": 5, "credits": [{"kind": "trial", "usd": 1},
                                    {"kind": "coupon", "usd": 2, "expires_in": "1d"},
                                    {"usd": 3}]}]})"}},
                          "a-key");
  client.advance(days(2));
  json data = billings(client);
  EXPECT_THAT(amounts(data), ElementsAre(-2.0, 3.0, 2.0, 1.0, 5.0));
  json& expiry = data["items"][0];
  EXPECT_EQ(expiry["type"], "expiry");
  EXPECT_EQ(expiry["created_at"], "2026-01-02T00:00:00.000000000Z");
  EXPECT_FALSE(expiry.contains("model") || expiry.contains("payment_method"));
  std::vector<std::string> methods;
  for (std::size_t i = 1; i < 5; ++i) {
    EXPECT_EQ(data["items"][i]["type"], "topup");
    methods.push_back(data["items"][i]["payment_method"]);
  }
  EXPECT_THAT(methods, ElementsAre("credit", "coupon", "trial", "credit"));
  EXPECT_THAT(amounts(billings(client, "?type=expiry")), ElementsAre(-2.0));
  EXPECT_THAT(amounts(billings(client, "?type=topup")), ElementsAre(3.0, 2.0, 1.0, 5.0));
  EXPECT_EQ(client.data(client.get("/api/v3/balance"))["balance"], 9.0);
}

TEST_F(LegacyBillingTest, BillingsAreFilteredAndPaged) {
  EXPECT_THAT(amounts(billings(client_, "?type=topup")), ElementsAre(5.0));
  EXPECT_THAT(amounts(billings(client_, "?type=usage")), ElementsAre(-0.024, -0.01, -0.012));
  EXPECT_THAT(amounts(billings(client_, "?type=refund")), ElementsAre(0.01));
  EXPECT_THAT(amounts(billings(client_, "?page=2&page_size=2")), ElementsAre(-0.01, -0.012));
  EXPECT_THAT(amounts(billings(client_, "?start_date=2026-01-02")), ElementsAre(-0.024));
  EXPECT_EQ(amounts(billings(client_, "?end_date=2026-01-01")).size(), 4U) << "the whole day";
  EXPECT_EQ(amounts(billings(client_, "?end_date=2026-01-01T00:00:00Z")).size(), 3U);
  EXPECT_THAT(amounts(billings(client_, "?start_date=2026-01-04")), IsEmpty());
}

TEST_F(LegacyBillingTest, UsageCoversTheCurrentMonth) {
  client_.advance(seconds(10));
  EXPECT_EQ(usage(client_).body,
            R"({"code":200,"message":"success","data":{"period":"2026-01","total_requests":3,)"
            R"("total_cost":0.036,"by_model":[{"model":"wavespeed-ai/flux-dev","requests":2,)"
            R"("cost":0.036},{"model":"mock/always-fails","requests":1,"cost":0.0}]}})");
  client_.advance(days(31));
  const json february = client_.data(usage(client_));
  EXPECT_EQ(february["period"], "2026-02");
  EXPECT_EQ(february["total_requests"], 0);
}

TEST_F(LegacyBillingTest, UsageIsFiltered) {
  const auto requests = [&](const std::string& query) {
    return client_.data(usage(client_, query))["total_requests"].get<int>();
  };
  EXPECT_EQ(requests("?model=mock%2Falways-fails"), 1);
  EXPECT_EQ(requests("?start_date=2026-01-02"), 1);
  EXPECT_EQ(requests("?start_date=2025-12-01&end_date=2026-01-01"), 2) << "the whole last day";
  EXPECT_EQ(requests("?start_date=2026-01-01&end_date=2026-01-01T00:00:00Z"), 2);
  EXPECT_EQ(requests("?end_date=2025-12-31"), 0);
  EXPECT_EQ(client_.data(usage(client_, "?start_date=2025-12-01&end_date=2026-01-01"))["period"],
            "2025-12/2026-01");
}

TEST_F(LegacyBillingTest, BillingsAndUsageAgree) {
  client_.advance(hours(1));
  double sum = 0;
  for (const double amount : amounts(billings(client_))) sum += amount;
  const double balance = client_.data(client_.get("/api/v3/balance"))["balance"];
  EXPECT_NEAR(sum, balance, 1e-9);
  EXPECT_NEAR(client_.data(usage(client_))["total_cost"].get<double>(), 5 - balance, 1e-9);
}

TEST_F(LegacyBillingTest, ExplainInvalidParameters) {
  const auto message = [&](const std::string& target) {
    const Response response = client_.get("/api/v3/account/" + target);
    EXPECT_EQ(response.status, 400) << target;
    return client_.message(response);
  };
  EXPECT_EQ(message("billings?page=0"),
            "page must be a whole number from 1 to 1000000000, not \"0\"");
  EXPECT_EQ(message("billings?page_size=101"),
            "page_size must be a whole number from 1 to 100, not \"101\"");
  EXPECT_EQ(message("billings?type=all"),
            "type must be one of \"topup\", \"usage\", \"refund\", \"expiry\", not \"all\"");
  EXPECT_EQ(message("billings?start_date=2026-01-02&end_date=2026-01-01"),
            "end_date must not be before start_date");
  EXPECT_EQ(message("usage?start_date=today"),
            "start_date must be a time in ISO 8601 format, e.g. \"2025-10-01T00:00:00Z\", in the "
            "years 1678 to 2261, or in "
            "milliseconds since 1970, not \"today\"");
  EXPECT_EQ(message("usage?start_date=2026-02-01"),
            "start_date must not be in the future without an end_date");
}

}  // namespace
}  // namespace wavespeed_mock::legacy_billing_test

#include "api/billings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::billings_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

Response search(const MockClient& client, const json& query = json::object()) {
  return client.post("/api/v3/billings/search", query.dump());
}
Response month(const MockClient& client, const json& query) {
  return client.post("/api/v3/scheduler/billings/query", query.dump());
}

std::vector<double> prices(const json& data) {
  std::vector<double> prices;
  for (const json& item : data["items"]) prices.push_back(item["price"]);
  return prices;
}

// At 0 min 0.012, completed; at 1 min 0.01, refunded at 1 min 30 s; at 2 min 0.048, running.
class BillingsTest : public ::testing::Test {
 protected:
  BillingsTest() {
    submit("wavespeed-ai/flux-dev", {{"prompt", "a"}});
    client_.advance(minutes(1));
    submit("mock/always-fails", {{"prompt", "a"}});
    client_.advance(minutes(1));
    submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"num_images", 4}});
  }
  void submit(const std::string& model, const json& inputs) {
    ids_.push_back(client_.id(client_.submit(model, inputs)));
  }

  const MockClient client_{Options{.latency = Latency::fixed(30s)}};
  std::vector<std::string> ids_;
};

TEST_F(BillingsTest, HaveAllFields) {
  const json item = client_.data(search(client_, {{"sort", "created_at ASC"}}))["items"][0];
  const auto is_uuid = [](const json& value) {
    return value.is_string() && value.get<std::string>().size() == 32;
  };
  EXPECT_TRUE(is_uuid(item["uuid"]));
  EXPECT_EQ(item["billing_type"], "deduct");
  EXPECT_EQ(item["price"], 0.012);
  EXPECT_EQ(item["created_at"], "2026-01-01T00:00:00.000000000Z");
  EXPECT_EQ(item["updated_at"], "2026-01-01T00:00:30.000000000Z");
  EXPECT_TRUE(item["access_key_name"].is_string());
  EXPECT_TRUE(item["access_key_id"].is_string());
  EXPECT_TRUE(is_uuid(item["order"]["uuid"]));
  EXPECT_NE(item["order"]["uuid"], item["uuid"]);
  EXPECT_EQ(item["order"]["state"], "done");
  EXPECT_EQ(item["order"]["price"], 0.012);
  EXPECT_EQ(item["order"]["origin_price"], 0.012);
  EXPECT_EQ(item["order"]["status"], "");
  EXPECT_TRUE(item["order"]["ak_id"].is_number_integer());
  EXPECT_EQ(
      item["prediction"],
      (json{{"uuid", ids_[0]}, {"model_uuid", "wavespeed-ai/flux-dev"}, {"status", "completed"}}));
}

TEST_F(BillingsTest, AreTheLedgersChargesAndRefunds) {
  json data = client_.data(search(client_));
  EXPECT_EQ(data["page"], 1);
  EXPECT_EQ(data["total"], 4);
  EXPECT_EQ(data["has_more"], false);
  EXPECT_THAT(prices(data), ElementsAre(0.048, 0.01, 0.01, 0.012)) << "newest first";
  const json& refund = data["items"][1];
  const json& refunded = data["items"][2];
  EXPECT_EQ(refund["billing_type"], "refund");
  EXPECT_EQ(refund["created_at"], "2026-01-01T00:01:30.000000000Z");
  EXPECT_EQ(refund["order"]["uuid"], refunded["order"]["uuid"]) << "the same order";
  EXPECT_EQ(refund["prediction"], refunded["prediction"]);
  EXPECT_EQ(refund["prediction"]["status"], "failed");
  EXPECT_EQ(data["items"][0]["order"]["state"], "pre") << "while the task runs";
  EXPECT_EQ(data["items"][0]["updated_at"], data["items"][0]["created_at"]);

  double spent = 0;
  std::set<std::string> uuids;
  for (const json& item : data["items"]) {
    const double price = item["price"];
    spent += item["billing_type"] == "deduct" ? price : -price;
    EXPECT_TRUE(uuids.insert(item["uuid"]).second);
  }
  EXPECT_NEAR(100 - client_.data(client_.get("/api/v3/balance"))["balance"].get<double>(), spent,
              1e-9);
  EXPECT_THAT(prices(client_.data(search(client_.with_key("other")))), IsEmpty());
}

TEST_F(BillingsTest, AreTheSameInEveryRun) {
  MockClient again(Options{.latency = Latency::fixed(30s)});
  again.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}});
  const json first = again.data(search(again))["items"][0];
  const json here = client_.data(search(client_, {{"sort", "created_at ASC"}}))["items"][0];
  EXPECT_EQ(first["uuid"], here["uuid"]);
  EXPECT_EQ(first["order"]["uuid"], here["order"]["uuid"]);
  EXPECT_EQ(first["access_key_id"], here["access_key_id"]);
}

TEST_F(BillingsTest, ShowTheStatusThatPollsShow) {
  const auto status = [&] {
    return client_.data(search(client_))["items"][0]["prediction"]["status"].get<std::string>();
  };
  EXPECT_EQ(status(), client_.status(client_.poll(ids_[2])));
  client_.advance(seconds(1));
  EXPECT_EQ(status(), "processing");
  client_.post("/api/v3/predictions/delete", json{{"ids", {ids_[2]}}}.dump());
  EXPECT_EQ(status(), "processing") << "also of a deleted task";
  client_.advance(seconds(60));
  EXPECT_EQ(status(), "completed");
  client_.advance(days(8));
  EXPECT_EQ(status(), "completed") << "bills outlast the tasks";
}

TEST_F(BillingsTest, AreFiltered) {
  const auto found = [&](const json& query) {
    return prices(client_.data(search(client_, query)));
  };
  EXPECT_THAT(found({{"billing_type", "refund"}}), ElementsAre(0.01));
  EXPECT_THAT(found({{"billing_type", "deduct"}}), ElementsAre(0.048, 0.01, 0.012));
  EXPECT_THAT(found({{"model_uuid", "wavespeed-ai/flux-dev"}}), ElementsAre(0.048, 0.012));
  EXPECT_THAT(found({{"prediction_uuids", {ids_[0], ids_[1]}}}), ElementsAre(0.01, 0.01, 0.012));
  EXPECT_THAT(found({{"prediction_uuids", {"nothing"}}}), IsEmpty());
  EXPECT_EQ(found({{"prediction_uuids", json::array()}}).size(), 4U)
      << "an empty list does not filter";
  const json key = client_.data(search(client_))["items"][0]["access_key_id"];
  EXPECT_EQ(found({{"access_key_uuid", key}}).size(), 4U);
  EXPECT_THAT(found({{"access_key_uuid", "another"}}), IsEmpty());
}

TEST_F(BillingsTest, AcceptTheTimeFormatsThatClientsSend) {
  for (const json& start : {json("1767225660000"), json(1767225660000),
                            json("2026-01-01T00:01:00Z"), json("2026-01-01T01:01:00.000+01:00")}) {
    const json data = client_.data(search(client_, {{"start_time", start}}));
    EXPECT_THAT(prices(data), ElementsAre(0.048, 0.01, 0.01)) << start;
  }
  EXPECT_THAT(prices(client_.data(search(
                  client_, {{"start_time", "1767225600000"}, {"end_time", "1767225660000"}}))),
              ElementsAre(0.01, 0.012));
  // Bills show nanoseconds; the end of a range includes its whole last millisecond.
  client_.advance(milliseconds(5) + nanoseconds(999'999));
  client_.submit("mock-image");
  EXPECT_THAT(prices(client_.data(search(
                  client_, {{"start_time", "1767225720005"}, {"end_time", "1767225720005"}}))),
              ElementsAre(0.01));
}

TEST_F(BillingsTest, ComeInPages) {
  json data = client_.data(search(client_, {{"page", 1}, {"page_size", 3}}));
  EXPECT_THAT(prices(data), ElementsAre(0.048, 0.01, 0.01));
  EXPECT_EQ(data["total"], 4);
  EXPECT_EQ(data["has_more"], true);
  data =
      client_.data(search(client_, {{"page", 2}, {"page_size", 3}, {"sort", "created_at DESC"}}));
  EXPECT_THAT(prices(data), ElementsAre(0.012));
  EXPECT_EQ(data["page"], 2);
  EXPECT_EQ(data["has_more"], false);
  for (int i = 0; i < 20; ++i) client_.submit("mock-image");
  EXPECT_EQ(client_.data(search(client_))["items"].size(), 10U) << "by default";
}

TEST_F(BillingsTest, ExplainInvalidParameters) {
  const std::string time =
      " must be a time in ISO 8601 format, e.g. \"2025-10-01T00:00:00Z\", in the years 1678 to "
      "2261, or in milliseconds since "
      "1970, not ";
  struct Case {
    json query;
    std::string message;
  };
  for (const Case& c : std::vector<Case>{
           {{{"page", -1}}, "page must be a whole number from 1 to 1000000000, not -1"},
           {{{"page_size", 101}}, "page_size must be a whole number from 1 to 100, not 101"},
           {{{"billing_type", "all"}},
            "billing_type must be one of \"deduct\", \"refund\", not \"all\""},
           {{{"sort", "price"}},
            "sort must be one of \"created_at DESC\", \"created_at ASC\", not \"price\""},
           {{{"prediction_uuids", {1}}}, "prediction_uuids must be an array of strings, not [1]"},
           {{{"start_time", "soon"}}, "start_time" + time + "\"soon\""},
           {{{"end_time", true}}, "end_time" + time + "true"},
           {{{"start_time", 2000}, {"end_time", 1000}}, "end_time must not be before start_time"},
           {{{"model_uuid", 1}}, "model_uuid must be a string, not 1"},
           {{{"access_key_uuid", 1}}, "access_key_uuid must be a string, not 1"},
       }) {
    const Response response = search(client_, c.query);
    EXPECT_EQ(response.status, 400) << c.query;
    EXPECT_EQ(client_.message(response), c.message);
  }
}

TEST_F(BillingsTest, AreExportedByMonth) {
  client_.advance(days(31));  // in February
  client_.submit("mock-image");
  json january = client_.data(month(client_, {{"year_month", "2026-01"}}));
  EXPECT_EQ(january["page"], 1);
  EXPECT_EQ(january["total"], 4);
  EXPECT_THAT(prices(january), ElementsAre(-0.012, -0.01, 0.01, -0.048));
  const json& item = january["items"][0];
  EXPECT_EQ(item["billing_type"], "deduct");
  EXPECT_EQ(item["prediction"]["uuid"], ids_[0]);
  EXPECT_FALSE(item.contains("order"));
  EXPECT_THAT(prices(client_.data(month(client_, {{"year_month", "2026-02"}}))),
              ElementsAre(-0.01));
  EXPECT_THAT(prices(client_.data(month(client_, {{"year_month", "2025-12"}}))), IsEmpty());
  EXPECT_THAT(prices(client_.data(
                  month(client_, {{"year_month", "2026-01"}, {"page", 2}, {"page_size", 3}}))),
              ElementsAre(-0.048));
}

TEST_F(BillingsTest, MonthlyExportIncludesTheLastNanosecond) {
  client_.advance(days(31) - minutes(2) - nanoseconds(1));
  client_.submit("mock-image");
  client_.advance(nanoseconds(1));
  client_.submit("wavespeed-ai/flux-dev");
  EXPECT_EQ(client_.data(month(client_, {{"year_month", "2026-01"}}))["total"], 5);
  EXPECT_EQ(client_.data(month(client_, {{"year_month", "2026-02"}}))["total"], 1);
}

TEST_F(BillingsTest, MonthlyExportNeedsAMonth) {
  const auto message = [&](const json& query) {
    const Response response = month(client_, query);
    EXPECT_EQ(response.status, 400) << query;
    return client_.message(response);
  };
  EXPECT_EQ(message(json::object()), "year_month is required, a month such as \"2025-01\"");
  for (const std::string text :
       {"2025-1", "2025-13", "202501", "2025-01-01", "January", "9999-12"}) {
    EXPECT_EQ(message({{"year_month", text}}),
              "year_month must be a month such as \"2025-01\", in the years 1678 to 2261");
  }
  EXPECT_EQ(message({{"year_month", "2026-01"}, {"page_size", 1001}}),
            "page_size must be a whole number from 1 to 1000, not 1001");
}

TEST(Billings, IncludeTheHistoryOfAFixture) {
  const MockClient client({.fixtures = {fixture("examples/usage_history.json")}}, "history-key");
  const json query = {{"model_uuid", "kwaivgi/kling-v2.0-i2v-master"}, {"page_size", 100}};
  const json data = client.data(search(client, query));
  double cost = 0;
  for (const double price : prices(data)) cost += price;
  EXPECT_NEAR(cost, 1288.808, 1e-6);
  const json& prediction = data["items"][0]["prediction"];
  EXPECT_EQ(prediction["uuid"], "") << "the entry covers many tasks";
  EXPECT_EQ(prediction["status"], "completed");
  EXPECT_NE(data["items"][0]["uuid"], data["items"][1]["uuid"]);
}

}  // namespace
}  // namespace wavespeed_mock::billings_test

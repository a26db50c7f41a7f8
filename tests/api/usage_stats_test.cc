#include "api/usage_stats.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::usage_stats_test {
namespace {

using json = MockClient::json;
using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using namespace std::chrono_literals;

json range(const std::string& start, const std::string& end) {
  return {{"start_time", start}, {"end_time", end}};
}

// The month in which MockClient's clock starts.
json january() {
  return range("2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z");
}

std::int64_t micros(const json& usd) {
  return std::llround(usd.get<double>() * 1e6);
}

// Every total must equal the sum of its entries, in whole micro-dollars.
void expect_adds_up(json data) {
  std::int64_t model_cost = 0, model_count = 0, day_cost = 0, day_count = 0;
  for (json& model : data["per_model_usage"]) {
    model_cost += micros(model["total_cost"]);
    model_count += model["total_count"].get<std::int64_t>();
  }
  for (json& day : data["daily_usage"]) {
    std::int64_t cost = 0, count = 0;
    for (json& model : day["models"]) {
      cost += micros(model["amount"]);
      count += model["count"].get<std::int64_t>();
    }
    EXPECT_EQ(micros(day["amount"]), cost) << day["date"];
    EXPECT_EQ(day["count"], count) << day["date"];
    day_cost += cost;
    day_count += count;
  }
  json& summary = data["summary"];
  EXPECT_EQ(micros(summary["total_cost"]), model_cost);
  EXPECT_EQ(micros(summary["total_cost"]), day_cost);
  EXPECT_EQ(summary["total_requests"], model_count);
  EXPECT_EQ(summary["total_requests"], day_count);
  EXPECT_LE(summary["success_requests"], summary["total_requests"]);
}

TEST(UsageStats, AreEmptyWithoutUsage) {
  const MockClient client;
  const Response response = client.usage(january());
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body,
            R"({"code":200,"message":"success","data":{"per_model_usage":[],"daily_usage":[],)"
            R"("summary":{"total_cost":0.0,"total_requests":0,"success_requests":0}}})");
}

TEST(UsageStats, SumUpWhatWasSubmitted) {
  const MockClient client({.latency = Latency::instant()});
  client.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"num_images", 4}});  // 0.048
  client.submit("wavespeed-ai/flux-dev");                                        // 0.012
  client.submit("mock/content-moderation");                                      // 0.01, kept
  client.submit("mock/always-fails");                                            // refunded
  client.submit("mock/instant", json::object());                                 // refused
  client.advance(hours(24));
  client.submit("google/veo3");            // 3.2
  client.submit("wavespeed-ai/flux-dev");  // 0.012
  const Response response = client.usage(january());
  json data = client.data(response);
  EXPECT_EQ(
      response.body,
      R"({"code":200,"message":"success","data":{"per_model_usage":[)"
      R"({"model_uuid":"google/veo3","model_type":"text-to-video","unit_price":3.2,)"
      R"("total_cost":3.2,"total_count":1,"last_used_date":"2026-01-02"},)"
      R"({"model_uuid":"wavespeed-ai/flux-dev","model_type":"text-to-image","unit_price":0.012,)"
      R"("total_cost":0.072,"total_count":3,"last_used_date":"2026-01-02"},)"
      R"({"model_uuid":"mock/content-moderation","model_type":"text-to-image","unit_price":0.01,)"
      R"("total_cost":0.01,"total_count":1,"last_used_date":"2026-01-01"},)"
      R"({"model_uuid":"mock/always-fails","model_type":"text-to-image","unit_price":0.01,)"
      R"("total_cost":0.0,"total_count":1,"last_used_date":"2026-01-01"}],)"
      R"("daily_usage":[{"date":"2026-01-01","amount":0.07,"count":4,"models":[)"
      R"({"model_uuid":"wavespeed-ai/flux-dev","amount":0.06,"count":2},)"
      R"({"model_uuid":"mock/content-moderation","amount":0.01,"count":1},)"
      R"({"model_uuid":"mock/always-fails","amount":0.0,"count":1}]},)"
      R"({"date":"2026-01-02","amount":3.212,"count":2,"models":[)"
      R"({"model_uuid":"google/veo3","amount":3.2,"count":1},)"
      R"({"model_uuid":"wavespeed-ai/flux-dev","amount":0.012,"count":1}]}],)"
      R"("summary":{"total_cost":3.282,"total_requests":6,"success_requests":4}}})");
  expect_adds_up(data);
}

TEST(UsageStats, CountASuccessAndARefundWhenTheTaskEnds) {
  const MockClient client({.latency = Latency::fixed(10s)});
  client.submit("wavespeed-ai/flux-dev");
  client.submit("mock/always-fails");
  client.advance(seconds(10) - nanoseconds(1));
  EXPECT_EQ(client.data(client.usage(january()))["summary"],
            (json{{"total_cost", 0.022}, {"total_requests", 2}, {"success_requests", 0}}));
  client.advance(nanoseconds(1));
  EXPECT_EQ(client.data(client.usage(january()))["summary"],
            (json{{"total_cost", 0.012}, {"total_requests", 2}, {"success_requests", 1}}));
}

TEST(UsageStats, CoverTheCallersAccountOnly) {
  const MockClient client;
  client.submit();
  EXPECT_EQ(client.data(client.with_key("other").usage(january()))["summary"]["total_requests"], 0);
}

TEST(UsageStats, FilterByModel) {
  const MockClient client({.latency = Latency::instant()});
  client.submit("wavespeed-ai/flux-dev");
  client.submit("wavespeed-ai/flux-dev-ultra-fast");
  client.submit("mock-image");
  struct Case {
    json model;
    int requests;
    double cost;
  };
  for (const Case& c : {Case{"wavespeed-ai/flux-dev", 1, 0.012}, Case{"mock-image", 1, 0.01},
                        Case{"wavespeed-ai/flux", 0, 0.0}, Case{"no/such-model", 0, 0.0},
                        Case{"", 3, 0.027}, Case{nullptr, 3, 0.027}}) {
    json query = january();
    query["model_uuid"] = c.model;
    json data = client.data(client.usage(query));
    EXPECT_EQ(data["summary"]["total_requests"], c.requests) << c.model;
    EXPECT_EQ(data["summary"]["total_cost"], c.cost) << c.model;
    EXPECT_EQ(data["daily_usage"].size(), c.requests == 0 ? 0U : 1U);
    if (c.requests == 1) {
      EXPECT_EQ(data["per_model_usage"][0]["model_uuid"], c.model);
    }
    expect_adds_up(data);
  }
}

TEST(UsageStats, SplitDaysAtMidnightUtc) {
  const MockClient client;
  client.advance(hours(24) - nanoseconds(1));
  client.submit();
  client.advance(nanoseconds(1));
  client.submit();
  client.submit();
  json days = client.data(client.usage(january()))["daily_usage"];
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[0]["date"], "2026-01-01");
  EXPECT_EQ(days[0]["count"], 1);
  EXPECT_EQ(days[1]["date"], "2026-01-02");
  EXPECT_EQ(days[1]["count"], 2);
}

TEST(UsageStats, IncludeBothEndsOfTheRange) {
  const MockClient client;
  client.advance(hours(1));
  client.submit();
  struct Case {
    std::string start;
    std::string end;
    int requests;
  };
  for (const Case& c : {Case{"2026-01-01T01:00:00Z", "2026-01-01T01:00:01Z", 1},
                        Case{"2026-01-01T00:59:59Z", "2026-01-01T01:00:00Z", 1},
                        Case{"2026-01-01T01:00:00.000000001Z", "2026-01-02T00:00:00Z", 0},
                        Case{"2026-01-01T00:00:00Z", "2026-01-01T00:59:59.999999999Z", 0}}) {
    json data = client.data(client.usage(range(c.start, c.end)));
    EXPECT_EQ(data["summary"]["total_requests"], c.requests) << c.start << " to " << c.end;
  }
}

TEST(UsageStats, AcceptTheUsualFormsOfIso8601) {
  const MockClient client;
  client.submit();  // at 2026-01-01T00:00:00Z
  for (const json& query : {range("2026-01-01T00:00:00Z", "2026-01-01T23:59:59Z"),
                            range("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z"),
                            range("2026-01-01T08:00:00+08:00", "2026-01-01T08:00:01+08:00"),
                            range("2025-12-31T19:00:00-05:00", "2025-12-31T19:00:01-0500"),
                            range("2026-01-01", "2026-01-02"), range("2026-01-01Z", "2026-01-02Z"),
                            range("2026-01-01T00:00:00", "2026-01-01T00:01"),
                            range("20260101T000000Z", "20260102T000000Z")}) {
    const Response response = client.usage(query);
    EXPECT_EQ(response.status, 200) << query;
    EXPECT_EQ(client.data(response)["summary"]["total_requests"], 1) << query;
  }
}

TEST(UsageStats, AcceptAtMost31Days) {
  const MockClient client;
  struct Case {
    std::string start;
    std::string end;
    int status;
    std::string message;
  };
  const std::string too_long = "time range cannot exceed 31 days";
  const std::string no_range = "invalid time range";
  const std::vector<Case> cases = {
      {"2025-10-01T00:00:00Z", "2025-10-12T23:59:59Z", 200, "success"},
      {"2025-10-01T00:00:00Z", "2025-11-01T00:00:00Z", 200, "success"},
      {"2025-10-01T00:00:00Z", "2025-11-01T00:00:01Z", 400, too_long},
      {"2025-10-01T00:00:00Z", "2025-11-01T00:00:00.000000001Z", 400, too_long},
      {"2025-10-01T00:00:00Z", "2025-11-01T08:00:00+08:00", 200, "success"},
      {"2025-10-01T00:00:00+00:01", "2025-11-01T00:00:00Z", 400, too_long},
      {"1678-01-01", "2261-12-31", 400, too_long},
      {"1700-01-01", "2200-01-01", 400, too_long},
      {"2261-12-01T00:00:00Z", "2261-12-31T23:59:59Z", 200, "success"},
      {"2025-10-01T00:00:00Z", "2025-10-01T00:00:00Z", 400, no_range},
      {"2025-10-01T00:00:00Z", "2025-10-01T00:00:00.000000001Z", 200, "success"},
      {"2025-10-01T00:00:01Z", "2025-10-01T00:00:00Z", 400, no_range},
      {"2025-10-01T08:00:00+08:00", "2025-10-01T00:00:00Z", 400, no_range},
      {"2261-12-31", "1678-01-01", 400, no_range},
  };
  for (const Case& c : cases) {
    const Response response = client.usage(range(c.start, c.end));
    EXPECT_EQ(response.status, c.status) << c.start << " to " << c.end;
    EXPECT_EQ(client.body(response)["code"], c.status);
    EXPECT_EQ(client.message(response), c.message) << c.start << " to " << c.end;
  }
}

TEST(UsageStats, ExplainInvalidQueries) {
  const MockClient client;
  const std::string example = "in ISO 8601 format, e.g. \"2025-10-01T00:00:00Z\"";
  const std::string time = example + ", in the years 1678 to 2261";
  struct Case {
    json query;
    std::string message;
  };
  const std::vector<Case> cases = {
      {json::object(), "start_time is required, " + example},
      {{{"end_time", "2026-01-01"}}, "start_time is required, " + example},
      {{{"start_time", "2026-01-01"}}, "end_time is required, " + example},
      {{{"start_time", nullptr}, {"end_time", "2026-01-01"}}, "start_time is required, " + example},
      {range("yesterday", "2026-01-01"), "start_time must be " + time + ", not \"yesterday\""},
      {range("9999-12-31", "2026-01-01"), "start_time must be " + time + ", not \"9999-12-31\""},
      {range("", "2026-01-01"), "start_time must be " + time + ", not \"\""},
      {range("2026-01-01", "2026-02-30"), "end_time must be " + time + ", not \"2026-02-30\""},
      {{{"start_time", 1'767'225'600}, {"end_time", "2026-01-01"}},
       "start_time must be " + time + ", not 1767225600"},
      {{{"start_time", "2026-01-01"}, {"end_time", {1}}}, "end_time must be " + time + ", not [1]"},
      {{{"start_time", "2026-01-01"}, {"end_time", "2026-01-02"}, {"model_uuid", 7}},
       "model_uuid must be a string"},
  };
  for (const Case& c : cases) {
    const Response response = client.usage(c.query);
    EXPECT_EQ(response.status, 400) << c.query;
    EXPECT_EQ(client.message(response), c.message) << c.query;
  }
  EXPECT_EQ(client.header(client.usage(range("2026-01-02", "2026-01-01")), "X-Mock-Reason"),
            "end_time must be after start_time");
}

TEST(UsageStats, IncludeTheHistoryOfAFixture) {
  const MockClient client({.fixtures = {fixture("examples/usage_history.json")}}, "history-key");
  json data = client.data(client.usage(range("2025-10-01T00:00:00Z", "2025-10-12T23:59:59Z")));
  expect_adds_up(data);
  EXPECT_EQ(
      data["summary"],
      (json{{"total_cost", 1659.794}, {"total_requests", 25'096}, {"success_requests", 24'912}}));
  ASSERT_EQ(data["per_model_usage"].size(), 4U);
  EXPECT_EQ(data["per_model_usage"][0], (json{{"model_uuid", "kwaivgi/kling-v2.0-i2v-master"},
                                              {"model_type", "text-to-video"},
                                              {"unit_price", 0.488},
                                              {"total_cost", 1288.808},
                                              {"total_count", 2'660},
                                              {"last_used_date", "2025-10-12"}}));
  // This model is no longer in the catalogue; the history has its type and price.
  EXPECT_EQ(data["per_model_usage"][3], (json{{"model_uuid", "acme/retired-captioner"},
                                              {"model_type", "image-to-text"},
                                              {"unit_price", 0.002},
                                              {"total_cost", 1.222},
                                              {"total_count", 615},
                                              {"last_used_date", "2025-10-12"}}));
  ASSERT_EQ(data["daily_usage"].size(), 12U);
  EXPECT_EQ(data["daily_usage"][3]["date"], "2025-10-04");
  EXPECT_EQ(data["daily_usage"][3]["amount"], 73.498);
  EXPECT_EQ(data["daily_usage"][3]["count"], 1'004);

  json retired = range("2025-10-01", "2025-10-01T23:59:59Z");
  retired["model_uuid"] = "acme/retired-captioner";
  EXPECT_EQ(client.data(client.usage(retired))["summary"],
            (json{{"total_cost", 0.19}, {"total_requests", 96}, {"success_requests", 95}}));

  client.submit();
  EXPECT_EQ(client.data(client.usage(january()))["summary"]["total_requests"], 1)
      << "today's usage is added to the history";
}

}  // namespace
}  // namespace wavespeed_mock::usage_stats_test

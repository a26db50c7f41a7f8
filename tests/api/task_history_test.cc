#include "api/task_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::task_history_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

Response search(const MockClient& client, const json& query = json::object()) {
  return client.post("/api/v3/predictions", query.dump());
}
Response erase(const MockClient& client, const json& ids) {
  return client.post("/api/v3/predictions/delete", json{{"ids", ids}}.dump());
}

std::vector<std::string> ids_of(const json& data) {
  std::vector<std::string> ids;
  for (const json& item : data["items"]) ids.push_back(item["id"]);
  return ids;
}

// Submits one task each minute.
std::vector<std::string> submit_some(const MockClient& client, int count) {
  std::vector<std::string> ids;
  for (int i = 0; i < count; ++i) {
    ids.push_back(client.id(client.submit(i % 2 == 0 ? "wavespeed-ai/flux-dev" : "mock-image")));
    client.advance(minutes(1));
  }
  return ids;
}

TEST(TaskHistory, ListsTasksAsPollsShowThemNewestFirst) {
  const MockClient client({.latency = Latency::fixed(90s)});
  const auto ids = submit_some(client, 3);
  const json data = client.data(search(client));
  EXPECT_EQ(data["page"], 1);
  EXPECT_EQ(data["total"], 3);
  EXPECT_THAT(ids_of(data), ElementsAre(ids[2], ids[1], ids[0]));
  for (const json& item : data["items"]) {
    EXPECT_EQ(item, client.data(client.poll(item["id"])))
        << "including status, outputs and durations";
  }
  EXPECT_EQ(data["items"][0]["status"], "processing");
  EXPECT_EQ(data["items"][2]["status"], "completed");
  EXPECT_THAT(ids_of(client.data(search(client.with_key("other")))), IsEmpty());
}

TEST(TaskHistory, AnswersTheSameToAGet) {
  const MockClient client({.latency = Latency::instant()});
  submit_some(client, 5);
  EXPECT_EQ(client.get("/api/v3/predictions").body, search(client).body);
  EXPECT_EQ(client.post("/api/v3/predictions", "").body, search(client).body);
  EXPECT_EQ(client
                .get("/api/v3/predictions?page=1&page_size=2&model=wavespeed-ai%2Fflux-dev"
                     "&status=completed&include_inputs=true"
                     "&created_after=2026-01-01T00:01:00.000Z&created_before=2026-01-01T00:05:00Z")
                .body,
            search(client, {{"page", 1},
                            {"page_size", 2},
                            {"model", "wavespeed-ai/flux-dev"},
                            {"status", "completed"},
                            {"include_inputs", true},
                            {"created_after", "2026-01-01T00:01:00.000Z"},
                            {"created_before", "2026-01-01T00:05:00Z"}})
                .body);
}

TEST(TaskHistory, ComesInPages) {
  const MockClient client({.tier = "unlimited", .latency = Latency::instant()});
  const auto ids = submit_some(client, 103);
  EXPECT_EQ(client.data(search(client))["items"].size(), 100U) << "by default";
  const json third = client.data(search(client, {{"page", 3}, {"page_size", 50}}));
  EXPECT_EQ(third["page"], 3);
  EXPECT_EQ(third["total"], 103);
  EXPECT_THAT(ids_of(third), ElementsAre(ids[2], ids[1], ids[0]));
}

TEST(TaskHistory, IsFiltered) {
  const MockClient client({.latency = Latency::fixed(90s)});
  const auto ids = submit_some(client, 4);  // at 0, 1, 2 and 3 minutes; now it is 4
  const auto found = [&](const json& query) { return ids_of(client.data(search(client, query))); };
  EXPECT_THAT(found({{"model", "mock-image"}}), ElementsAre(ids[3], ids[1]));
  EXPECT_THAT(found({{"model", "no/such"}}), IsEmpty());
  EXPECT_THAT(found({{"status", "processing"}}), ElementsAre(ids[3]));
  EXPECT_THAT(found({{"status", "completed"}, {"model", "mock-image"}}), ElementsAre(ids[1]));
  EXPECT_THAT(found({{"status", "failed"}}), IsEmpty());
  EXPECT_THAT(found({{"created_after", "2026-01-01T00:01:00Z"},
                     {"created_before", "2026-01-01T00:02:00Z"}}),
              ElementsAre(ids[2], ids[1]));
  EXPECT_THAT(found({{"created_after", "2026-01-01T00:03:00.001Z"}}), IsEmpty());
  EXPECT_THAT(found({{"created_before", 1'767'225'600'000}}), ElementsAre(ids[0]));
}

TEST(TaskHistory, ShowsInputsWhenAsked) {
  const MockClient client;
  const json inputs = {{"prompt", "a \"cat\" ä"}, {"seed", 7}, {"unknown", {1, 2}}};
  client.post("/api/v3/mock-image", inputs.dump(2));
  // The parser accepts bytes that are not part of the object, but no NUL.
  client.post("/api/v3/mock-image", "\xEF\xBB\xBF {\"prompt\":\"b\"} \n");
  EXPECT_EQ(client.post("/api/v3/mock-image", std::string("{\"prompt\":\"c\"}\0 }", 17)).status,
            400);
  const json items = client.data(search(client, {{"include_inputs", true}}))["items"];
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[1]["inputs"], inputs);
  EXPECT_EQ(items[0]["inputs"], json({{"prompt", "b"}}));
  EXPECT_FALSE(client.data(search(client))["items"][0].contains("inputs"));
}

TEST(TaskHistory, ExplainsInvalidParameters) {
  const MockClient client;
  struct Case {
    json query;
    std::string message;
  };
  for (const Case& c : std::vector<Case>{
           {{{"page", 0}}, "page must be a whole number from 1 to 1000000000, not 0"},
           {{{"page_size", 101}}, "page_size must be a whole number from 1 to 100, not 101"},
           {{{"page_size", 0}}, "page_size must be a whole number from 1 to 100, not 0"},
           {{{"model", 7}}, "model must be a string, not 7"},
           {{{"status", "done"}},
            "status must be one of \"created\", \"processing\", \"completed\", \"failed\", "
            "\"cancelled\", \"timeout\", not \"done\""},
           {{{"created_after", "now"}},
            "created_after must be a time in ISO 8601 format, e.g. \"2025-10-01T00:00:00Z\", in "
            "the years 1678 to 2261, or in "
            "milliseconds since 1970, not \"now\""},
           {{{"created_before", {1}}},
            "created_before must be a time in ISO 8601 format, e.g. \"2025-10-01T00:00:00Z\", in "
            "the years 1678 to 2261, or "
            "in milliseconds since 1970, not [1]"},
           {{{"created_after", "2026-01-02"}, {"created_before", "2026-01-01"}},
            "created_before must not be before created_after"},
           {{{"include_inputs", "yes"}}, "include_inputs must be true or false, not \"yes\""},
       }) {
    const Response response = search(client, c.query);
    EXPECT_EQ(response.status, 400) << c.query;
    EXPECT_EQ(client.message(response), c.message);
  }
  const Response by_get = client.get("/api/v3/predictions?page_size=many");
  EXPECT_EQ(by_get.status, 400);
  EXPECT_EQ(client.message(by_get), "page_size must be a whole number from 1 to 100, not \"many\"");
  EXPECT_EQ(client.post("/api/v3/predictions", "[]").status, 400);
}

TEST(TaskHistory, ForgetsDeletedTasksPermanently) {
  const MockClient client({.balance = Money::from_usd(1), .latency = Latency::instant()});
  const auto ids = submit_some(client, 3);
  const std::string output = client.data(client.poll(ids[1]))["outputs"][0];
  const std::string path = output.substr(output.find("/outputs"));
  ASSERT_EQ(client.get(path).status, 200);

  EXPECT_EQ(erase(client, {ids[1], ids[1], std::string(32, '0'), "no id"}).body,
            R"({"code":200,"message":"success","data":{"deleted_count":1}})");
  EXPECT_EQ(client.poll(ids[1]).status, 404);
  EXPECT_EQ(client.get("/api/v2/predictions/" + ids[1]).status, 404);
  EXPECT_EQ(client.get(path).status, 404);
  EXPECT_THAT(ids_of(client.data(search(client))), ElementsAre(ids[2], ids[0]));
  EXPECT_EQ(client.data(erase(client, {ids[1]}))["deleted_count"], 0);
  // The charges remain: 0.012 + 0.01 + 0.012.
  EXPECT_EQ(client.data(client.get("/api/v3/balance"))["balance"], 0.966);
}

TEST(TaskHistory, RefusesToDeleteTasksOfAnotherAccount) {
  const MockClient client;
  const auto ids = submit_some(client, 1);
  EXPECT_EQ(client.data(erase(client.with_key("other"), {ids[0]}))["deleted_count"], 0);
  EXPECT_EQ(client.poll(ids[0]).status, 200);
}

TEST(TaskHistory, ExplainsInvalidDeletions) {
  const MockClient client;
  const auto message = [&](const std::string& body) {
    const Response response = client.post("/api/v3/predictions/delete", body);
    EXPECT_EQ(response.status, 400) << body;
    return client.message(response);
  };
  EXPECT_EQ(message("{}"), "ids is required, an array of strings");
  EXPECT_EQ(message(R"({"ids": [7]})"), "ids must be an array of strings, not [7]");
  EXPECT_EQ(message(R"({"ids": {}})"), "ids must be an array of strings, not {}");
  EXPECT_THAT(message(""), HasSubstr("empty"));
  EXPECT_EQ(client.data(erase(client, json::array()))["deleted_count"], 0);
}

TEST(TaskHistory, KeepsTasksAndOutputsForAWeek) {
  const MockClient client({.latency = Latency::instant()});
  const std::string id = client.id(client.submit());
  const std::string output = client.data(client.poll(id))["outputs"][0];
  const std::string path = output.substr(output.find("/outputs"));
  client.advance(days(7) - nanoseconds(1));
  EXPECT_EQ(client.poll(id).status, 200);
  EXPECT_EQ(client.get(path).status, 200);
  EXPECT_THAT(ids_of(client.data(search(client))), ElementsAre(id));
  client.advance(nanoseconds(1));
  EXPECT_EQ(client.poll(id).status, 404);
  EXPECT_EQ(client.message(client.poll(id)), "Prediction not found");
  EXPECT_EQ(client.get(path).status, 404);
  EXPECT_EQ(client.data(erase(client, {id}))["deleted_count"], 0);
  const json data = client.data(search(client));
  EXPECT_THAT(ids_of(data), IsEmpty());
  EXPECT_EQ(data["total"], 0);
}

TEST(TaskHistory, KeepsThemForTheConfiguredTime) {
  const MockClient client({.latency = Latency::instant(), .retention = 90s});
  const std::string id = client.id(client.submit());
  client.advance(seconds(89));
  EXPECT_EQ(client.poll(id).status, 200);
  client.advance(seconds(1));
  EXPECT_EQ(client.poll(id).status, 404);
}

TEST(ClientCompatibility, TimesAreWrittenInNanosecondsAndAcceptedInMilliseconds) {
  const MockClient client({.latency = Latency::fixed(1500ms)});
  client.advance(nanoseconds(1));
  const std::string id = client.id(client.submit("wavespeed-ai/flux-dev"));
  client.advance(minutes(1));
  const json data = client.data(search(client, {{"created_after", "2026-01-01T00:00:00.000Z"},
                                                {"created_before", "2026-01-01T00:01:00.000Z"}}));
  ASSERT_THAT(ids_of(data), ElementsAre(id));
  EXPECT_EQ(data["items"][0]["created_at"], "2026-01-01T00:00:00.000000001Z");
  EXPECT_EQ(data["items"][0]["executionTime"], 1'500);
  EXPECT_EQ(data["items"][0]["timings"]["inference"], 1'500);
}

}  // namespace
}  // namespace wavespeed_mock::task_history_test

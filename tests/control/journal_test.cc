#include "control/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::control_journal_test {
namespace {

using json = MockClient::json;
using ::testing::HasSubstr;

class JournalPage : public testing::Test {
 protected:
  JournalPage() {
    id = MockClient::id(client.submit());
    client.advance(std::chrono::minutes(1));
    client.poll(id);
    client.get("/api/v3/balance");
    client.with_key("other-key").get("/api/v3/balance");
    client.get("/nowhere?x=1");
  }

  static Response ask(const MockClient& client, const std::string& path, bool with_key = true,
                      const std::string& method = "GET") {
    Request request = client.request(method, path);
    if (!with_key) request.headers = {{"Host", "127.0.0.1"}};
    return client.send(request);
  }
  // The targets of the journal's entries, joined.
  std::string targets(const std::string& query, bool with_key = true) const {
    std::string all;
    const json page = MockClient::data(ask(client, "/__mock/journal" + query, with_key));
    for (const json& request : page["requests"]) {
      all += (all.empty() ? "" : " ") + request["target"].get<std::string>();
    }
    return all;
  }
  int count(const std::string& query, bool with_key = true) const {
    return MockClient::data(ask(client, "/__mock/journal/count" + query, with_key))["count"];
  }

  const MockClient client;
  std::string id;
};

TEST_F(JournalPage, ShowsAnAccountOrAll) {
  EXPECT_EQ(targets(""), "/api/v3/mock/instant /api/v3/predictions/" + id +
                             "/result /api/v3/balance /nowhere?x=1");
  EXPECT_EQ(count(""), 4) << "control requests are not recorded";
  EXPECT_EQ(count("", false), 5);
}

TEST_F(JournalPage, DescribesARequest) {
  const json page = MockClient::data(ask(client, "/__mock/journal?route=balance"));
  EXPECT_EQ(page["total"], 1);
  const json& entry = page["requests"][0];
  EXPECT_EQ(entry["request_id"].get<std::string>().substr(8), "-2");
  EXPECT_EQ(entry["time"], "2026-01-01T00:01:00.000000000Z");
  EXPECT_EQ(entry["method"], "GET");
  EXPECT_EQ(entry["status"], 200);
  EXPECT_EQ(entry["delivery"], "at once");
  EXPECT_EQ(entry["request"]["headers"].dump(),
            R"([["Authorization","Bearer {{key}}"],["Host","127.0.0.1:8080"],)"
            R"(["Content-Type","application/json"]])");
  EXPECT_THAT(entry["response"]["body"].get<std::string>(), HasSubstr("\"balance\":"));
  EXPECT_EQ(entry["response"]["body_bytes"], entry["response"]["body"].get<std::string>().size());
}

TEST_F(JournalPage, CanBeFiltered) {
  EXPECT_EQ(targets("?route=balance", false), "/api/v3/balance /api/v3/balance");
  EXPECT_EQ(targets("?method=POST"), "/api/v3/mock/instant");
  EXPECT_EQ(targets("?path=/nowhere"), "/nowhere?x=1");
  EXPECT_EQ(targets("?path=/api/*/balance"), "/api/v3/balance");
  EXPECT_EQ(targets("?status=404"), "/nowhere?x=1");
  EXPECT_EQ(targets("?status=4xx"), "/nowhere?x=1");
  EXPECT_EQ(count("?model=mock/*&method=POST"), 1);
  EXPECT_EQ(targets("?prediction=" + id + "&route=result"),
            "/api/v3/predictions/" + id + "/result");
  EXPECT_EQ(targets("?prompt=CAT"), "/api/v3/mock/instant");
  EXPECT_EQ(targets("?fault=busy"), "");
  EXPECT_EQ(count("?since=2026-01-01T00:00:30Z"), 3);
  EXPECT_EQ(count("?since=2026-01-01T00:00:00Z"), 4);
}

TEST_F(JournalPage, TakesTheConditionsOfVerify) {
  Request request =
      client.request("POST", "/api/v3/mock/instant", R"({"prompt":"A dog","size":1})");
  request.headers.add("X-Client-Name", "app");
  client.send(request);
  const std::string name = "%22name%22:%22X-Client-Name%22";  // quotes, encoded
  EXPECT_EQ(count("?header={" + name + "}"), 1);
  EXPECT_EQ(count("?header={" + name + ",%22present%22:false}"), 4);
  EXPECT_EQ(count("?header={" + name + ",%22equals%22:%22other%22}"), 0);
  EXPECT_EQ(count("?body={%22size%22:1}"), 1);
  EXPECT_EQ(count("?body={%22size%22:2}"), 0);
  EXPECT_EQ(count("?route=submit&route=result"), 3);
  EXPECT_EQ(count("?status=404&status=2xx"), 4) << "size is not an input: 400";
  EXPECT_EQ(count("?route=GET%20/api/v3/predictions/{id}/result"), 1);
}

TEST_F(JournalPage, ListsTheNewestPageFirst) {
  EXPECT_EQ(targets("?limit=2"), "/api/v3/balance /nowhere?x=1");
  EXPECT_EQ(targets("?limit=3&page=2"), "/api/v3/mock/instant");
  EXPECT_EQ(targets("?limit=2&page=3"), "");
  const json page = MockClient::data(ask(client, "/__mock/journal?limit=3&page=2"));
  EXPECT_EQ(page["total"], 4);
  EXPECT_EQ(page["page"], 2);
  EXPECT_EQ(page["limit"], 3);
}

TEST_F(JournalPage, ExplainsInvalidQueries) {
  const auto error_for = [&](const std::string& query) {
    const Response response = ask(client, "/__mock/journal" + query);
    EXPECT_EQ(response.status, 400);
    return MockClient::message(response);
  };
  EXPECT_EQ(error_for("?modle=x"), "query: field \"modle\" is not known; did you mean \"model\"?");
  EXPECT_EQ(error_for("?limit=0"), "limit must be a whole number from 1 to 1000, not \"0\"");
  EXPECT_EQ(error_for("?limit=1001"), "limit must be a whole number from 1 to 1000, not \"1001\"");
  EXPECT_THAT(error_for("?since=yesterday"), HasSubstr("since must be a time in ISO 8601"));
  EXPECT_THAT(error_for("?route=control"), HasSubstr("\"control\" is not a route"));
  EXPECT_EQ(error_for("?header=X-Client-Name"),
            "query: field \"header\": must be a JSON object, not \"X-Client-Name\"");
  EXPECT_EQ(error_for("?body=1"), "query: field \"body\": must be a JSON object, not \"1\"");
  EXPECT_THAT(error_for("?prompt=a&prompt=b"), HasSubstr("query: field \"prompt\": must be"));
  EXPECT_EQ(ask(client, "/__mock/journal/count?limit=5").status, 400);
  EXPECT_EQ(ask(client.with_key("a key"), "/__mock/journal").status, 401);
}

TEST_F(JournalPage, CanBeCleared) {
  EXPECT_EQ(ask(client, "/__mock/journal", true, "DELETE").status, 200);
  EXPECT_EQ(count(""), 0);
  EXPECT_EQ(count("", false), 1);
  EXPECT_EQ(ask(client, "/__mock/journal", false, "DELETE").status, 200);
  EXPECT_EQ(count("", false), 0);
}

TEST(Journals, KeepTheConfiguredNumberOfEntries) {
  const MockClient client({.journal = 3});
  for (int i = 0; i < 5; ++i) client.get("/api/v3/balance");
  const auto records = client.mock().journal();
  ASSERT_EQ(records.size(), 3);
  EXPECT_EQ(records.front().number, 2);
  const MockClient forgetful({.journal = 0});
  forgetful.get("/api/v3/balance");
  EXPECT_TRUE(forgetful.mock().journal().empty());
}

TEST(Journals, KeepTheConfiguredSizeOfABody) {
  const MockClient client({.journal_body = 10});
  client.submit("mock/instant", {{"prompt", "a cat"}});
  const JournalRecord record = client.mock().journal().at(0);
  EXPECT_EQ(record.request_body, "{\"prompt\":");
  EXPECT_EQ(record.request_body_bytes, 18);
  EXPECT_EQ(record.response_body, "{\"code\":20");
}

// The secret comes first and is named later.
TEST(Journals, LearnAPageBeforeTheyShowIt) {
  const MockClient client;
  client.submit("mock/instant", {{"prompt", "hunter2-hunter2"}});
  client.submit("mock/instant", {{"prompt", "x"}, {"password", "hunter2-hunter2"}});
  EXPECT_EQ(client.get("/__mock/journal").body.find("hunter2"), std::string::npos);
  EXPECT_EQ(client.mock().journal().at(0).request_body, R"({"prompt":"{{secret-1}}"})");
}

TEST(Journals, RefuseAPageThatTakesLong) {
  const MockClient client({.journal_body = Options::kMaxJournalBody});
  Request request = client.request("POST", "/api/v3/mock/instant");
  request.body.assign(Options::kMaxJournalBody, '%');
  for (int i = 0; i < 17; ++i) client.send(request);
  const Response refused = client.get("/__mock/journal");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(MockClient::message(refused),
            "the bodies of these 17 requests have 17 MiB, and a page may have 8 MiB; ask for a "
            "\"limit\" of at most 7");
  EXPECT_EQ(client.get("/__mock/journal?limit=1").status, 200);
}

// What was quadratic took 13 s for 80 kB.
TEST(Journals, ShowBodiesOfBlanksInLinearTime) {
  const MockClient client({.journal_body = Options::kMaxJournalBody});
  for (const char* unit : {" ", "\"", "%20"}) {
    Request request = client.request("POST", "/api/v3/mock/instant");
    while (request.body.size() < Options::kMaxJournalBody) request.body += unit;
    client.send(request);
  }
  EXPECT_EQ(client.get("/__mock/journal").status, 200);
}

TEST(Journals, HideBinaryBodies) {
  const MockClient client({.latency = Latency::instant()});
  const std::string id = client.id(client.submit());
  client.get("/outputs/" + id + "/0.png");
  const json page = MockClient::data(client.get("/__mock/journal?route=output"));
  EXPECT_EQ(page["total"], 1) << "recorded for the owner of the task, even without a key";
  EXPECT_TRUE(page["requests"][0]["response"]["body"].is_null());
  EXPECT_GT(page["requests"][0]["response"]["body_bytes"], 0);
  EXPECT_EQ(page["requests"][0]["prediction"], id);
}

}  // namespace
}  // namespace wavespeed_mock::control_journal_test

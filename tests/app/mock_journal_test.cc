// The journal of a whole mock: which requests it records, for which account, and in the same
// order each time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "control/journal_json.h"
#include "support/domain_error.h"
#include "support/mock_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::mock_journal_test {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

std::vector<std::string> targets(const std::vector<JournalRecord>& records) {
  std::vector<std::string> list;
  for (const JournalRecord& record : records) list.push_back(record.target);
  return list;
}

using Targets = std::vector<std::string>;

TEST(MockJournal, RecordsRequestsToTheServiceOnly) {
  const MockClient client;
  client.get("/api/v3/balance");
  client.get("/openapi.json");
  client.get("/docs");
  client.get("/__mock/journal");
  client.get("/nowhere");
  EXPECT_EQ(targets(client.mock().journal()), (Targets{"/api/v3/balance", "/nowhere"}));
}

TEST(MockJournal, KeepsAccountsSeparate) {
  const MockClient client;
  client.get("/api/v3/balance");
  client.with_key("other-key").get("/api/v3/models");
  EXPECT_EQ(targets(client.mock().journal("test-key")), Targets{"/api/v3/balance"});
  EXPECT_EQ(targets(client.mock().journal("other-key")), Targets{"/api/v3/models"});
  EXPECT_EQ(client.mock().journal().size(), 2);
  EXPECT_THROW((void)client.mock().journal("no key"), Error);
}

TEST(MockJournal, RecordsARefusedRequestForTheAccountOfItsKey) {
  const MockClient client(
      {.fixture_texts = {
           R"({"accounts": [{"name": "out", "keys": ["out-key"], "status": "suspended"}]})"}});
  client.get("/nowhere");  // does not create an account
  client.get("/api/v3/balance");
  client.get("/nowhere/again");
  client.with_key("out-key").get("/api/v3/balance");
  EXPECT_EQ(targets(client.mock().journal("test-key")),
            (Targets{"/api/v3/balance", "/nowhere/again"}));
  EXPECT_EQ(targets(client.mock().journal("out-key")), Targets{"/api/v3/balance"});
  const auto all = client.mock().journal();
  EXPECT_EQ(all.size(), 4);
  EXPECT_EQ(all[0].account, "");
  EXPECT_EQ(all[0].request_id, "00000000-0");
  EXPECT_EQ(all[0].target, "/nowhere");
}

TEST(MockJournal, ContainsNoKeys) {
  const MockClient client({.auth = Auth::strict});
  Request request =
      client.with_key("stolen-key")
          .request("POST", "/api/v3/mock/instant?k=stolen-key", R"({"prompt":"stolen-key"})");
  client.send(request);
  const JournalRecord record = client.mock().journal().at(0);
  EXPECT_EQ(to_json(record).dump().find("stolen-key"), std::string::npos) << to_json(record);
  EXPECT_EQ(client.mock().explain(record.request_id).find("stolen-key"), std::string::npos);

  const MockClient open;
  open.submit("mock/instant", {{"prompt", "my test-key"}});
  EXPECT_EQ(to_json(open.mock().journal().at(0)).dump().find("test-key"), std::string::npos);
}

TEST(MockJournal, NamesTheTaskOfAPollAndOfAnOutput) {
  const MockClient client({.latency = Latency::instant()});
  const std::string id = client.id(client.submit());
  client.poll(id);
  client.poll("undefined");
  client.get("/outputs/" + id + "/0.png");
  const auto records = client.mock().journal();
  EXPECT_EQ(records[0].model, "mock/instant");
  EXPECT_EQ(records[1].prediction, id);
  EXPECT_EQ(records[2].prediction, "");
  EXPECT_EQ(records[2].status, 404);
  EXPECT_EQ(records[3].prediction, id);
  EXPECT_EQ(records[3].route, "output");
}

TEST(MockJournal, CanBeVerified) {
  const MockClient client;
  client.get("/api/v3/balance");
  client.with_key("other-key").get("/api/v3/balance");
  const std::string once = R"({"request": {"route": "balance"}, "times": 1})";
  EXPECT_TRUE(client.mock().verify(once, {.key = "test-key"}).passed);
  const Verification all = client.mock().verify(once);
  EXPECT_FALSE(all.passed);
  EXPECT_EQ(all.count, 2);
  EXPECT_EQ(error_of([&] { (void)client.mock().verify(R"({"request": {"modle": "x"}})"); }),
            "expectation: request: field \"modle\" is not known; did you mean \"model\"?");
  EXPECT_THAT(error_of([&] { (void)client.mock().verify("{"); }),
              HasSubstr("expectation: is not valid JSON"));
}

TEST(MockJournal, IsVerifiedByTypedExpectations) {
  const MockClient client;
  const Mock& mock = client.mock();
  client.poll(MockClient::id(client.submit()));
  const Verification typed = mock.verify(
      {.request = {.route = Endpoint::result}, .times = Times::exactly(1)}, {.key = "test-key"});
  const Verification same =
      mock.verify(R"({"request": {"route": "result"}, "times": 1})", {.key = "test-key"});
  EXPECT_TRUE(typed.passed) << typed.message;
  EXPECT_EQ(typed.message, same.message);
  EXPECT_TRUE(mock.verify({.in_order = {{.route = Endpoint::submit}, {.status = 200}}}).passed);
  EXPECT_FALSE(mock.verify({.request = {.status = {404, "5xx"}}}).passed);
  EXPECT_FALSE(mock.verify({.request = {.route = Endpoint::result}}, {.key = "other-key"}).passed);
  EXPECT_EQ(error_of([&] { (void)mock.verify({.request = {.status = 99}}); }),
            "expectation: request: field \"status\": must be a status such as 404 or \"4xx\", or "
            "a list of them, not \"99\"");
}

TEST(MockJournal, ExplainsOnlyRecordedRequests) {
  const MockClient client;
  EXPECT_EQ(client.mock().explain("00000000-0"), "");
  EXPECT_EQ(client.mock().explain(""), "");
}

// The journals after requests from `threads` threads, each of which uses its own keys.
std::vector<std::string> journal_of_a_run(int threads) {
  constexpr int kKeys = 16;
  const MockClient shared({.seed = 5,
                           .tier = "level1",
                           .balance = Money::from_usd(0.1),
                           .latency = Latency::uniform(0s, 2s),
                           .api_latency = Distribution::lognormal(20ms, 1)});
  // Rules for all accounts, whose counts and draws are per key, and rules for single keys.
  shared.mock().add_fault(R"({"probability": 0.2, "route": "result", "fault": "rate_limited"})");
  shared.mock().add_fault(
      R"({"every": 5, "faults": ["error", {"type": "delay", "time": "uniform:0s,1s"}]})");
  shared.mock().add_fault(R"({"probability": 0.3, "after": 2, "times": 4, "commit": "after",
                              "fault": "empty_reply"})");
  shared.mock().add_fault(R"({"route": "submit", "first": 3, "fault": "task_failed"})",
                          {.key = "key-number-7"});
  const auto use = [&](int thread) {
    for (int key = thread; key < kKeys; key += threads) {
      const MockClient known = shared.with_key("key-number-" + std::to_string(key));
      for (int i = 0; i < 12; ++i) {
        const std::string id = known.id(known.submit());
        known.submit("mock/always-fails?webhook=http://127.0.0.1:9/");
        known.poll(id);
        known.poll("undefined");
        known.get("/nowhere");
        known.post("/api/v3/mock/instant", "{");
      }
    }
  };
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread) running.emplace_back(use, thread);
  for (std::thread& thread : running) thread.join();
  std::vector<std::string> lines;
  for (const JournalRecord& record : shared.mock().journal()) {
    lines.push_back(to_json(record).dump());
  }
  return lines;
}

TEST(MockJournal, IsTheSameWithOneThreadAsWithSixteen) {
  const std::vector<std::string> alone = journal_of_a_run(1);
  EXPECT_EQ(alone.size(), 16U * 12 * 6);
  const auto faulty = std::count_if(alone.begin(), alone.end(), [](const std::string& line) {
    return line.find("fault-3") != std::string::npos;
  });
  EXPECT_GT(faulty, 16 * 2);
  EXPECT_EQ(journal_of_a_run(1), alone);
  EXPECT_EQ(journal_of_a_run(16), alone);
}

}  // namespace
}  // namespace wavespeed_mock::mock_journal_test

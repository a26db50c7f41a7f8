#include "domain/journal/client_judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>

#include "support/mock_client.h"

namespace wavespeed_mock::client_judgement_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> broken_rules(const MockClient& client, std::string_view rules = {}) {
  std::vector<std::string> names;
  for (const ClientFinding& finding : client.mock().client_report({}, rules).findings) {
    names.push_back(finding.rule);
  }
  return names;
}

TEST(ClientJudgement, FindsTheDoubleChargeBehindALostReply) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "submit", "first": 1, "fault": "empty_reply",
                              "commit": "after"})");
  client.submit();
  client.submit();

  const ClientReport report = client.mock().client_report();
  ASSERT_EQ(report.findings.size(), 1U);
  const ClientFinding& finding = report.findings[0];
  EXPECT_EQ(finding.rule, "double_submit");
  EXPECT_THAT(finding.problem, HasSubstr("after its reply was lost, and charged again: $0.01 "));
  EXPECT_EQ(finding.cost_usd, 0.01);
  EXPECT_EQ(finding.first_at, client.mock().clock().now());
  const auto journal = client.mock().journal("test-key");
  EXPECT_THAT(finding.requests, ElementsAre(journal[0].request_id, journal[1].request_id));
  EXPECT_EQ(finding.account, journal[0].account);
  EXPECT_FALSE(report.strict);
}

TEST(ClientJudgement, IsContentWithALostReplyThatWasNotCharged) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "submit", "first": 1, "fault": "empty_reply",
                              "commit": "before"})");
  client.submit();
  client.submit();
  EXPECT_TRUE(client.mock().client_report().passed());
}

TEST(ClientJudgement, TellsOfIncidentsOfOneKindTogether) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "submit", "fault": "empty_reply", "commit": "after"})");
  for (int i = 0; i < 15; ++i) client.submit();

  const ClientReport report = client.mock().client_report();
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].count, 14U);
  EXPECT_NEAR(report.findings[0].cost_usd, 0.14, 1e-9);
  EXPECT_EQ(report.findings[0].requests.size(), 10U);
}

TEST(ClientJudgement, IsOfTheRulesThatWereAskedFor) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "balance", "fault": {"type": "rate_limited"}})");
  for (int i = 0; i < 2; ++i) {
    client.get("/api/v3/balance");
    client.advance(milliseconds(200));
  }
  for (int i = 0; i < 3; ++i) client.get("/api/v3/nothing");
  EXPECT_THAT(broken_rules(client), ElementsAre("retry_after", "ignored_error"));
  EXPECT_THAT(broken_rules(client, "ignored_error,polling"), ElementsAre("ignored_error"));
  EXPECT_THAT(broken_rules(client, "none"), ElementsAre());
  EXPECT_EQ(client.mock().client_report({}, "backoff").rules.size(), 1U);

  EXPECT_EQ(client.mock().client_report({.key = "test-key"}).findings.size(), 2U);
  EXPECT_TRUE(client.mock().client_report({.key = "other-key"}).passed());
  EXPECT_THROW(client.mock().client_report({}, "backof"), ConfigError);
}

TEST(ClientJudgement, KnowsNoPausesOfAClockThatJumpsByItself) {
  const MockClient client;
  auto& clock = *client.mock().clock().movable();
  client.mock().add_fault(R"({"route": "balance", "fault": {"type": "rate_limited"}})");
  clock.set_mode(ClockMode::automatic);
  client.get("/api/v3/balance");
  client.advance(milliseconds(200));
  client.get("/api/v3/balance");
  EXPECT_TRUE(client.mock().client_report().passed());
  clock.set_mode(ClockMode::manual);
  EXPECT_FALSE(client.mock().client_report().passed());
}

TEST(ClientJudgement, SaysHowMuchItDidNotSee) {
  const MockClient client({.journal = 2});
  for (int i = 0; i < 5; ++i) client.get("/api/v3/balance");
  ClientReport report = client.mock().client_report();
  EXPECT_EQ(report.watched, 2U);
  EXPECT_EQ(report.forgotten, 3U);

  const MockClient silent({.journal = 0});
  for (int i = 0; i < 5; ++i) silent.get("/api/v3/nothing");
  report = silent.mock().client_report();
  EXPECT_EQ(report.watched, 0U);
  EXPECT_EQ(report.forgotten, 5U);
  EXPECT_TRUE(report.passed());
}

TEST(ClientJudgement, ForgetsWithTheReset) {
  const MockClient client;
  const auto misbehave = [](const MockClient& by) {
    for (int i = 0; i < 3; ++i) by.get("/api/v3/nothing/" + std::to_string(i % 1));
  };
  client.submit();
  misbehave(client);
  const Snapshot bad = client.mock().snapshot("test-key");
  client.mock().reset({"client_report"}, {.key = "test-key"});
  EXPECT_TRUE(client.mock().client_report().passed());

  // What is remembered goes with the numbers of the requests.
  client.mock().reset({"journal"});
  misbehave(client);
  EXPECT_FALSE(client.mock().client_report().passed());
  client.mock().reset({"all"});
  client.mock().restore(bad);
  EXPECT_FALSE(client.mock().client_report().passed());
}

}  // namespace
}  // namespace wavespeed_mock::client_judgement_test

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

using Rules = std::vector<ClientRule>;

Rules broken_rules(const MockClient& client, const Rules& rules) {
  Rules broken;
  for (const ClientFinding& finding : client.mock().client_report({}, rules).findings) {
    broken.push_back(finding.rule);
  }
  return broken;
}

TEST(ClientJudgement, FindsADoubleChargeAfterALostReply) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "submit", "first": 1, "fault": "empty_reply",
                              "commit": "after"})");
  client.submit();
  client.submit();

  const ClientReport report = client.mock().client_report();
  ASSERT_EQ(report.findings.size(), 1U);
  const ClientFinding& finding = report.findings[0];
  EXPECT_EQ(finding.rule, ClientRule::double_submit);
  EXPECT_THAT(finding.problem, HasSubstr("after its reply was lost, and charged again: $0.01 "));
  EXPECT_EQ(finding.cost, Money::from_usd(0.01));
  EXPECT_EQ(finding.first_at, client.mock().clock().now());
  const auto journal = client.mock().journal("test-key");
  EXPECT_THAT(finding.requests, ElementsAre(journal[0].request_id, journal[1].request_id));
  EXPECT_EQ(finding.account, journal[0].account);
  EXPECT_FALSE(report.strict);
}

TEST(ClientJudgement, AllowsARetryAfterALostReplyThatWasNotCharged) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "submit", "first": 1, "fault": "empty_reply",
                              "commit": "before"})");
  client.submit();
  client.submit();
  EXPECT_TRUE(client.mock().client_report().passed());
}

TEST(ClientJudgement, GroupsIncidentsOfOneKind) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "submit", "fault": "empty_reply", "commit": "after"})");
  for (int i = 0; i < 15; ++i) client.submit();

  const ClientReport report = client.mock().client_report();
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].count, 14U);
  EXPECT_EQ(report.findings[0].cost, Money::from_usd(0.14));
  EXPECT_EQ(report.findings[0].requests.size(), 10U);
}

TEST(ClientJudgement, AppliesOnlyTheRequestedRules) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "balance", "fault": {"type": "rate_limited"}})");
  for (int i = 0; i < 2; ++i) {
    client.get("/api/v3/balance");
    client.advance(milliseconds(200));
  }
  for (int i = 0; i < 3; ++i) client.get("/api/v3/nothing");
  using enum ClientRule;
  EXPECT_THAT(broken_rules(client, {kClientRules.begin(), kClientRules.end()}),
              ElementsAre(retry_after, ignored_error));
  EXPECT_THAT(broken_rules(client, {ignored_error, polling}), ElementsAre(ignored_error));
  EXPECT_THAT(broken_rules(client, {}), ElementsAre());
  EXPECT_EQ(client.mock().client_report({}, {backoff, backoff}).rules.size(), 1U);

  EXPECT_EQ(client.mock().client_report({.key = "test-key"}).findings.size(), 2U);
  EXPECT_TRUE(client.mock().client_report({.key = "other-key"}).passed());
}

TEST(ClientJudgement, ReadsTheNamesOfRules) {
  using enum ClientRule;
  EXPECT_THAT(*read_client_rules("ignored_error,polling"), ElementsAre(ignored_error, polling));
  EXPECT_THAT(*read_client_rules(""),
              ElementsAre(retry_after, backoff, polling, double_submit, ignored_error));
  EXPECT_THAT(*read_client_rules("none"), ElementsAre());
  EXPECT_EQ(read_client_rules("polling,backof").error().message,
            "rules must be among retry_after, backoff, polling, double_submit, ignored_error, not "
            "\"backof\"; did you mean \"backoff\"?");
}

TEST(ClientJudgement, DoesNotJudgePausesUnderAnAutomaticClock) {
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

TEST(ClientJudgement, ReportsHowManyRequestsItDidNotSee) {
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

TEST(ClientJudgement, IsClearedByAReset) {
  const MockClient client;
  const auto misbehave = [](const MockClient& by) {
    for (int i = 0; i < 3; ++i) by.get("/api/v3/nothing/" + std::to_string(i % 1));
  };
  client.submit();
  misbehave(client);
  const Snapshot bad = client.mock().snapshot("test-key");
  client.mock().reset({"client_report"}, {.key = "test-key"});
  EXPECT_TRUE(client.mock().client_report().passed());

  // Findings are forgotten with the request numbers that they refer to.
  client.mock().reset({"journal"});
  misbehave(client);
  EXPECT_FALSE(client.mock().client_report().passed());
  client.mock().reset({"all"});
  client.mock().restore(bad);
  EXPECT_FALSE(client.mock().client_report().passed());
}

}  // namespace
}  // namespace wavespeed_mock::client_judgement_test

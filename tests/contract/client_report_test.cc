#include "wavespeed_mock/client_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wavespeed_mock::contract_client_report_test {
namespace {

ClientReport broken() {
  ClientReport report{.strict = true, .requests = 7};
  report.violations.push_back({.operation = "submitTask",
                               .request = "POST /api/v3/a/b",
                               .problem = "body: size must be a string, not 5",
                               .client = "curl/8",
                               .account = "ann",
                               .count = 2});
  report.violations.push_back({.request = "GET /x", .problem = "path: matches no operation"});
  return report;
}

TEST(ClientReport, IsReadableText) {
  EXPECT_EQ(to_text(broken()),
            "7 requests were checked against the contract: 2 kinds of violation\n"
            "  POST /api/v3/a/b\n"
            "    body: size must be a string, not 5\n"
            "    2 requests of curl/8, account ann, first at 1970-01-01T00:00:00.000000000Z\n"
            "  GET /x\n"
            "    path: matches no operation\n"
            "    1 request, first at 1970-01-01T00:00:00.000000000Z\n"
            "no request was checked for client behaviour\n");
  EXPECT_EQ(to_text(ClientReport{.strict = true, .requests = 1, .watched = 1}),
            "1 request was checked against the contract: nothing wrong\n"
            "1 request was checked for client behaviour: nothing wrong\n");
  EXPECT_TRUE(to_text(ClientReport{.strict = true})
                  .starts_with("no request was checked against the contract\n"));
  EXPECT_EQ(to_text(ClientReport{.watched = 4, .forgotten = 2}),
            "requests were not checked against the contract: the mock is not strict (start it with "
            "--strict)\n"
            "4 requests were checked for client behaviour, 2 are not in the journal: nothing "
            "wrong\n");
  ClientReport full = broken();
  full.dropped = 3;
  EXPECT_TRUE(to_text(full).starts_with(
      "7 requests were checked against the contract: 2 kinds of violation, "
      "and 3 more not listed\n"));
}

TEST(ClientReport, IsJson) {
  const nlohmann::json json = nlohmann::json::parse(to_json(broken()));

  EXPECT_EQ(json["passed"], false);
  EXPECT_EQ(json["requests"], 7);
  EXPECT_EQ(json["dropped"], 0);
  EXPECT_EQ(json["violations"][0],
            nlohmann::json::parse(R"({"operation": "submitTask", "request": "POST /api/v3/a/b",
                "problem": "body: size must be a string, not 5", "client": "curl/8",
                "account": "ann", "count": 2, "first_at": "1970-01-01T00:00:00.000000000Z"})"));
}

TEST(ClientReport, IsJunit) {
  const std::string xml = to_junit(broken());
  EXPECT_NE(xml.find(R"(tests="2" failures="2")"), std::string::npos) << xml;
  EXPECT_NE(xml.find(R"(classname="submitTask" name="body: size must be a string, not 5")"),
            std::string::npos);
  EXPECT_NE(xml.find(R"(classname="no operation")"), std::string::npos);
  EXPECT_NE(to_junit({.strict = true, .requests = 1})
                .find(R"(tests="1" failures="0" errors="0" skipped="0")"),
            std::string::npos);
  EXPECT_NE(to_junit({.strict = true}).find(R"(skipped="1")"), std::string::npos);
}

TEST(ClientReport, ReportsBehaviourInEveryFormat) {
  ClientReport report{.watched = 9};
  report.rules = {
      {ClientRule::polling, 4, 0}, {ClientRule::double_submit, 2, 2}, {ClientRule::backoff, 0, 0}};
  report.findings.push_back({.rule = ClientRule::double_submit,
                             .problem = "POST /x was sent again",
                             .account = "ann",
                             .requests = {"a-1", "a-2"},
                             .count = 2,
                             .cost = Money::from_usd(0.024)});
  EXPECT_FALSE(report.passed());
  EXPECT_EQ(to_text(report),
            "requests were not checked against the contract: the mock is not strict (start it with "
            "--strict)\n"
            "9 requests were checked for client behaviour: 1 finding\n"
            "  double_submit\n"
            "    POST /x was sent again\n"
            "    2 times, for $0.024, account ann, first at 1970-01-01T00:00:00.000000000Z; "
            "requests a-1, a-2\n"
            "  kept: polling 4 of 4, double_submit 0 of 2\n");

  const nlohmann::json json = nlohmann::json::parse(to_json(report));
  EXPECT_EQ(json["passed"], false);
  EXPECT_EQ(json["strict"], false);
  EXPECT_EQ(json["rules"][1],
            nlohmann::json::parse(R"({"rule": "double_submit", "judged": 2, "broken": 2})"));
  EXPECT_EQ(json["findings"][0],
            nlohmann::json::parse(R"({"rule": "double_submit", "problem": "POST /x was sent again",
                "account": "ann", "requests": ["a-1", "a-2"], "count": 2, "cost_usd": 0.024,
                "first_at": "1970-01-01T00:00:00.000000000Z"})"));

  const std::string xml = to_junit(report);
  EXPECT_NE(xml.find(R"(tests="3" failures="1" errors="0" skipped="1")"), std::string::npos) << xml;
  EXPECT_NE(xml.find(R"(classname="behaviour" name="double_submit: POST /x was sent again")"),
            std::string::npos);
  EXPECT_NE(xml.find(R"(name="polling 4 of 4")"), std::string::npos);
}

}  // namespace
}  // namespace wavespeed_mock::contract_client_report_test

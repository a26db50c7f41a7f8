#include "runner/drift_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wavespeed_mock::drift_report_test {
namespace {

DriftFinding finding(const std::string& path, DriftFinding::Kind kind = DriftFinding::Kind::type) {
  return {.kind = kind,
          .outdated = DriftFinding::Outdated::both,
          .operation = "getResult",
          .path = path,
          .documented = "an integer",
          .mock = "5",
          .live = "\"5\"",
          .fix_in = {"contracts/openapi.json /a", "mock_server/api/results.cc"}};
}

DriftReport drifted() {
  DriftReport report{.live = "https://live.test"};
  add_answer(report, "first", 1, {});
  add_answer(report, "second", 2, {finding("data.code")});
  DriftFinding other_value = finding("data.code");
  other_value.live = "\"6\"";
  add_answer(report, "third", 1, {other_value, finding("", DriftFinding::Kind::status)});
  return report;
}

TEST(DriftReport, ListsEachDriftOnce) {
  const DriftReport report = drifted();
  EXPECT_EQ(report.answers, 3);
  ASSERT_EQ(report.drifts.size(), 2);
  EXPECT_EQ(report.drifts[0].count, 2);
  EXPECT_EQ(report.drifts[0].finding.live, "\"5\"");
}

TEST(DriftReport, IsReadableText) {
  EXPECT_EQ(to_text(drifted()),
            R"(3 answers of https://live.test compared with the mock's and the document: 2 drifts

getResult: data.code has a different type
  documented  an integer
  mock        5
  live        "5"
  outdated    the document and the mock
  fix in      contracts/openapi.json /a
              mock_server/api/results.cc
  seen        2 times, first in case second, step 2

getResult: another status
  documented  an integer
  mock        5
  live        "5"
  outdated    the document and the mock
  fix in      contracts/openapi.json /a
              mock_server/api/results.cc
  seen        1 time, first in case third, step 1
)");
  DriftReport none{.live = "x"};
  EXPECT_EQ(to_text(none), "no answer was compared\n");
  add_answer(none, "one", 1, {});
  EXPECT_EQ(to_text(none), "1 answer of x compared with the mock's and the document: no drift\n");
}

TEST(DriftReport, HasATitleForEachKind) {
  using Kind = DriftFinding::Kind;
  for (const auto& [kind, title] : {std::pair{Kind::missing, "a is missing"},
                                    {Kind::added, "a was added"},
                                    {Kind::value, "a has a different value"},
                                    {Kind::text, "a says something else"}}) {
    DriftReport report;
    add_answer(report, "c", 1, {finding("a", kind)});
    EXPECT_NE(to_text(report).find(std::string("getResult: ") + title + '\n'), std::string::npos);
  }
}

TEST(DriftReport, IsJson) {
  const nlohmann::json json = nlohmann::json::parse(to_json(drifted()));
  EXPECT_EQ(json["live"], "https://live.test");
  EXPECT_EQ(json["answers"], 3);
  EXPECT_EQ(json["drifts"][0],
            nlohmann::json::parse(R"({"operation": "getResult", "path": "data.code",
      "kind": "type", "documented": "an integer", "mock": "5", "live": "\"5\"",
      "outdated": "the document and the mock", "count": 2, "case": "second", "step": 2,
      "fix_in": ["contracts/openapi.json /a", "mock_server/api/results.cc"]})"));
}

TEST(DriftReport, IsJunit) {
  const std::string xml = to_junit(drifted());
  EXPECT_NE(xml.find(R"(tests="2" failures="2")"), std::string::npos) << xml;
  EXPECT_NE(xml.find(R"(classname="getResult" name="getResult: data.code has a different type")"),
            std::string::npos);
  EXPECT_NE(to_junit(DriftReport{}).find(R"(skipped="1")"), std::string::npos);
}

}  // namespace
}  // namespace wavespeed_mock::drift_report_test

#include "runner/drift.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "support/small_contract.h"

namespace wavespeed_mock::drift_test {
namespace {

using nlohmann::json;

json task() {
  return {{"code", 200},
          {"data",
           {{"id", "00af"},
            {"status", "created"},
            {"count", 1},
            {"outputs", json::array()},
            {"inputs", {{"prompt", "x"}}},
            {"children",
             {{{"id", "0001"}, {"status", "created"}}, {{"id", "0002"}, {"status", "created"}}}}}}};
}

using Change = std::function<void(json&)>;

const Change kUnchanged = [](json&) {};

struct Side {
  Change change = kUnchanged;
  int status = 200;
  std::string type = "application/json";
};

Response answer(const Side& side, json body) {
  side.change(body);
  return {.status = side.status, .headers = {{"Content-Type", side.type}}, .body = body.dump()};
}

std::string line(const DriftFinding& finding) {
  std::string text = std::string(to_text(finding.kind)) + ' ' + finding.path + " (" +
                     std::string(to_text(finding.outdated)) + "): documented " +
                     finding.documented + "; mock " + finding.mock + "; live " + finding.live +
                     "; fix in";
  for (const std::string& location : finding.fix_in) text += ' ' + location;
  return text + '\n';
}

std::string drift(const Side& mock, const Side& live, const json& body = task(),
                  const std::string& target = "/api/v3/tasks/1") {
  static const ContractCheck check(small_contract(), UnknownFields::reported);
  const Request request{.method = target == "/api/v3/a" ? "POST" : "GET", .target = target};
  std::string text;
  const Response ours = answer(mock, body);
  const Response theirs = answer(live, body);
  for (const DriftFinding& finding :
       compare_answers(check, request, {ours, ours}, {theirs, theirs})) {
    EXPECT_FALSE(finding.operation.empty());
    text += line(finding);
  }
  return text;
}

constexpr const char* kTask = "contracts/openapi.json /components/schemas/Task";

TEST(Drift, FindsNothingWithoutADifference) {
  EXPECT_EQ(drift({}, {}), "");
  EXPECT_EQ(drift({}, {[](json& body) { body["data"]["id"] = "beef"; }}), "");
  EXPECT_EQ(drift({}, {[](json& body) { body["data"]["children"] = json::array(); }}), "");
  EXPECT_EQ(drift({}, {[](json& body) { body["data"]["inputs"]["seed"] = 5; }}), "");
}

TEST(Drift, NamesAFieldThatTheServiceNoLongerSends) {
  EXPECT_EQ(drift({}, {[](json& body) { body["data"]["children"][1].erase("status"); }}),
            "missing data.children[].status (the document and the mock): documented \"created\" or "
            "\"completed\"; mock \"created\"; live \"created\"; fix in " +
                std::string(kTask) + "/properties/status \n");
}

TEST(Drift, NamesAFieldThatTheServiceHasAdded) {
  const Change add = [](json& body) { body["data"]["colour"] = "red"; };
  EXPECT_EQ(drift({}, {add}),
            "added data.colour (the document and the mock): documented nothing; mock nothing; live "
            "\"red\"; fix in " +
                std::string(kTask) + " \n");
  EXPECT_EQ(
      drift({add}, {add}),
      "added data.colour (the document): documented nothing; mock \"red\"; live \"red\"; fix in " +
          std::string(kTask) + "\n");
}

TEST(Drift, NamesADifferentType) {
  EXPECT_EQ(
      drift({}, {[](json& body) { body["data"]["count"] = "1"; }}),
      "type data.count (the document and the mock): documented an integer from 0 to 4; mock 1; "
      "live \"1\"; fix in " +
          std::string(kTask) + "/properties/count \n");
}

TEST(Drift, NamesADifferentEnumValue) {
  EXPECT_EQ(drift({}, {[](json& body) { body["data"]["children"][1]["status"] = "queued"; }}),
            "value data.children[].status (the document and the mock): documented \"created\" or "
            "\"completed\"; mock \"created\"; live \"queued\"; fix in " +
                std::string(kTask) + "/properties/status \n");
}

TEST(Drift, NamesErrorsOfTheMockAlone) {
  EXPECT_EQ(
      drift({[](json& body) { body["data"]["count"] = true; }}, {}, task(), "/api/v3/tasks?page=1"),
      "type data.count (the mock): documented an integer from 0 to 4; mock true; live 1; fix in "
      "api/tasks.cc\n");
}

TEST(Drift, NamesOptionalFieldsThatOneSideLeavesOut) {
  const Change without = [](json& body) { body["data"].erase("count"); };
  EXPECT_EQ(
      drift({without}, {}, task(), "/api/v3/tasks?page=1"),
      "missing data.count (the mock): documented an integer from 0 to 4; mock nothing; live 1; "
      "fix in api/tasks.cc\n");
  EXPECT_EQ(drift({}, {without}, task(), "/api/v3/tasks?page=1"),
            "added data.count (the mock): documented an integer from 0 to 4; mock 1; live nothing; "
            "fix in api/tasks.cc\n");
}

TEST(Drift, NamesTypesThatTheDocumentLeavesOpen) {
  json body = task();
  body["data"]["size"] = "big";
  EXPECT_EQ(
      drift({}, {[](json& live) { live["data"]["size"] = 5; }}, body, "/api/v3/tasks?page=1"),
      "type data.size (the mock): documented a string or an integer; mock \"big\"; live 5; fix in "
      "api/tasks.cc\n");
}

TEST(Drift, NamesADifferentStatus) {
  const json failure = {{"code", 404}, {"message", "no"}};
  EXPECT_EQ(drift({.status = 400}, {.status = 404}, failure),
            "status  (the mock): documented 404 is documented; mock 400; live 404; fix in \n");
  EXPECT_EQ(drift({.status = 400}, {.status = 503}, failure),
            "status  (the document and the mock): documented 503 is not documented; mock 400; live "
            "503; fix in contracts/openapi.json /paths/~1api~1v3~1tasks~1{id}/get/responses \n");
}

TEST(Drift, NamesADifferentContentType) {
  EXPECT_EQ(drift({}, {.type = "text/html"}),
            "value Content-Type (the document and the mock): documented must be application/json, "
            "not \"text/html\"; mock \"application/json\"; live \"text/html\"; fix in "
            "contracts/openapi.json /paths/~1api~1v3~1tasks~1{id}/get/responses/200/content \n");
}

TEST(Drift, NamesADifferentMessage) {
  const json failure = {{"code", 404}, {"message", "task 00112233445566778899 is not there"}};
  EXPECT_EQ(
      drift({.status = 404},
            {[](json& body) { body["message"] = "task ffffffffffffffffffff is not there"; }, 404},
            failure),
      "");
  EXPECT_EQ(drift({.status = 404}, {[](json& body) { body["message"] = "gone"; }, 404}, failure),
            "text message (the mock): documented nothing; mock \"task 00112233445566778899 is not "
            "there\"; live \"gone\"; fix in \n");
  EXPECT_EQ(drift({.status = 404}, {[](json& body) { body["code"] = 1404; }, 404}, failure),
            "text code (the mock): documented nothing; mock \"404\"; live \"1404\"; fix in \n");
}

TEST(Drift, ShowsRedactedValuesOnly) {
  const ContractCheck check(small_contract(), UnknownFields::reported);
  const Request request{.method = "GET", .target = "/api/v3/tasks/1"};
  const Response ours = answer({}, task());
  const Response theirs = answer({[](json& body) { body["data"]["token"] = "secret"; }}, task());
  Response shown = answer({[](json& body) { body["data"]["token"] = "{{secret-1}}"; }}, task());

  const auto findings = compare_answers(check, request, {ours, ours}, {theirs, shown});

  ASSERT_EQ(findings.size(), 1);
  EXPECT_EQ(findings[0].live, "\"{{secret-1}}\"");
  shown.body = "{}";
  EXPECT_EQ(compare_answers(check, request, {ours, ours}, {theirs, shown}).at(0).live,
            "\"(redacted)\"");
}

TEST(Drift, IgnoresRequestsToNoOperation) {
  EXPECT_EQ(drift({}, {.status = 404}, task(), "/nowhere"), "");
}

}  // namespace
}  // namespace wavespeed_mock::drift_test

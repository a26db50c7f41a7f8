#include "runner/step_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/domain_error.h"
#include "support/small_contract.h"

namespace wavespeed_mock::step_loader_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;

ContractStep load(const std::string& text, std::vector<std::string> captured = {}) {
  return load_step(json::parse(text), "step 1", small_contract(), captured);
}

std::string error(const std::string& text) {
  return error_of([&] { load(text, {"id"}); });
}

TEST(StepLoader, ReadsAllFields) {
  std::vector<std::string> captured = {"id"};
  const ContractStep step = load_step(json::parse(R"({
    "operation": "submit", "outcome": "accepted", "after": "1h",
    "request": {"path": {"model_id": "acme/${id}"}, "query": {"webhook": "x"}, "headers": {"Authorization": null}, "json": {"prompt": "A"}},
    "expect": {"status": 200, "headers": {"X-A": "b"}, "body": {"data.id": {"is": "string"}}, "text": {"contains": "{"}, "bytes": {"above": 1}},
    "capture": {"task": "data.id", "tag": {"header": "ETag"}},
    "until": {"data.status": "completed"}, "pause": "2s", "at_most": 7
  })"),
                                      "f: step 1", small_contract(), captured);
  EXPECT_EQ(step.where, "f: step 1 submit");
  EXPECT_EQ(step.operation->id, "submit");
  EXPECT_EQ(step.outcome, "accepted");
  EXPECT_EQ(step.after, std::chrono::hours(1));
  EXPECT_EQ(step.request.method, "POST");
  EXPECT_EQ(step.request.pattern, "/api/v3/{model_id...}");
  EXPECT_TRUE(step.request.sends_key);
  EXPECT_EQ(step.expect.status, 200);
  EXPECT_EQ(step.expect.headers.at(0).field, "X-A");
  EXPECT_EQ(step.expect.body.at(0).field, "data.id");
  EXPECT_NE(step.expect.text, nullptr);
  EXPECT_NE(step.expect.bytes, nullptr);
  EXPECT_EQ(step.until.at(0).field, "data.status");
  EXPECT_EQ(step.pause, std::chrono::seconds(2));
  EXPECT_EQ(step.at_most, 7);
  EXPECT_THAT(captured, ElementsAre("id", "tag", "task"));
  EXPECT_TRUE(step.captures.at(0).from_header);
  EXPECT_EQ(step.captures.at(1).field, "data.id");
}

TEST(StepLoader, AcceptsRequestsToNoOperation) {
  const ContractStep step =
      load(R"({"request": {"method": "GET", "target": "/nowhere"}, "expect": {"status": 404}})");
  EXPECT_EQ(step.operation, nullptr);
  EXPECT_EQ(step.request.method, "GET");
  EXPECT_EQ(step.request.target, "/nowhere");
  EXPECT_FALSE(
      load(
          R"({"operation": "getFile", "request": {"path": {"id": "1"}}, "expect": {"status": 200}})")
          .request.sends_key);
}

TEST(StepLoader, ExplainsInvalidSteps) {
  const std::string ok = R"("expect": {"status": 200})";
  const std::string get = R"({"operation": "getTask", "request": {"path": {"id": "1"}}, )";
  struct Case {
    std::string step;
    std::string error;
  };
  const std::vector<Case> cases = {
      {R"({"operation": "getTsk", )" + ok + "}",
       "step 1: field \"operation\": the contract has no \"getTsk\"; did you mean \"getTask\"?"},
      {R"({"operation": "getTask", )" + ok + "}",
       "step 1 getTask: request: field \"path\": \"id\" is missing"},
      {R"({"operation": "getTask", "request": {"path": {"id": "1", "x": "2"}}, )" + ok + "}",
       "step 1 getTask: request: field \"path\": \"x\" is not part of /api/v3/tasks/{id}"},
      {R"({"operation": "getTask", "request": {"path": {"id": []}}, )" + ok + "}",
       "step 1 getTask: request: field \"path\": \"id\" must be a string, not []"},
      {R"({"operation": "getTask", "request": {"path": {"id": "1"}, "jsn": {}}, )" + ok + "}",
       "step 1 getTask: request: field \"jsn\" is not known; did you mean \"json\"?"},
      {R"({"operation": "getTask", "request": {"path": {"id": "1"}, "json": {}, "text": ""}, )" +
           ok + "}",
       "step 1 getTask: request: field \"json\": must be the only body of the request"},
      {R"({"operation": "getTask", "request": {"path": {"id": "1"}, "base64": "?"}, )" + ok + "}",
       "step 1 getTask: request: field \"base64\": is not Base64"},
      {R"({"operation": "getTask", "request": {"path": {"id": "1"}, "form": {"file": {"filename": "a"}}}, )" +
           ok + "}",
       "step 1 getTask: request: form: \"file\": field \"text\": is missing: give \"text\" or "
       "\"base64\""},
      {R"({"operation": "getTask", "request": {"path": {"id": "1"}, "form": {"file": {"text": "a", "base64": "YQ=="}}}, )" +
           ok + "}",
       "step 1 getTask: request: form: \"file\": field \"text\": cannot be given together with "
       "\"base64\""},
      {R"({"request": {"method": "GET"}, )" + ok + "}",
       "step 1: request: field \"target\": is missing, as the step names no operation"},
      {get + R"("expect": {}})", "step 1 getTask: expect: field \"status\" is missing"},
      {R"({"operation": "getTask", "request": {"path": {"id": "1"}}})",
       "step 1 getTask: field \"expect\": is missing"},
      {get + R"("expect": {"status": 200, "body": {"a..b": 1}}})",
       "step 1 getTask: expect: field \"body\": \"a..b\" must be the name of a field such as "
       "\"data.items[0].id\""},
      {get + R"("expect": {"status": 200, "body": {"a": {"equal": 1}}}})",
       "step 1 getTask: expect: field \"body\": \"a\" has no condition \"equal\"; did you mean "
       "\"equals\"? (to compare "
       "with an object, put it in \"equals\")"},
      {get + R"("expect": {"status": 503}})",
       "step 1 getTask: field \"expect\": the contract documents no status 503 for getTask"},
      {R"({"operation": "submit", "outcome": "acceptd", "request": {"path": {"model_id": "m"}}, )" +
           ok + "}",
       "step 1 submit: field \"outcome\": \"acceptd\" is not an outcome that the contract has for "
       "submit "
       "with status 200; did you mean "
       "\"accepted\"? (it has: accepted, finished)"},
      {R"({"outcome": "x", "request": {"method": "GET", "target": "/"}, )" + ok + "}",
       "step 1: field \"outcome\": needs an \"operation\" that documents it"},
      {R"({"operation": "getTask", "request": {"path": {"id": "${idd}"}}, )" + ok + "}",
       "step 1 getTask: field \"request\": no earlier step captures \"${idd}\"; did you mean "
       "\"id\"?"},
      {get + R"("capture": {"time": "data.id"}, )" + ok + "}",
       "step 1 getTask: field \"capture\": \"time\" must be a name of a-z, 0-9 and _ that is not "
       "built in"},
      {get + R"("capture": {"a": 1}, )" + ok + "}",
       "step 1 getTask: field \"capture\": \"a\" must be a field such as \"data.id\", or "
       "{\"header\": \"ETag\"}, not 1"},
      {get + R"("pause": "1s", )" + ok + "}",
       "step 1 getTask: field \"until\": is missing: without it the request is sent once"},
      {get + R"("after": "soon", )" + ok + "}",
       "step 1 getTask: field \"after\": must be a duration from 0 to 36525d such as \"500ms\", "
       "not \"soon\""},
      {get + R"("captur": {}, )" + ok + "}",
       "step 1 getTask: field \"captur\" is not known; did you mean \"capture\"?"},
  };
  for (const Case& c : cases) EXPECT_EQ(error(c.step), c.error) << c.step;
}

}  // namespace
}  // namespace wavespeed_mock::step_loader_test

#include "domain/journal/request_expectation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "domain/journal/expectation_json.h"
#include "support/domain_error.h"
#include "support/journal_entries.h"

namespace wavespeed_mock::request_expectation_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RequestExpectationTest : public testing::Test, protected JournalOfTest {
 protected:
  RequestExpectation load(const std::string& text) const {
    const json object = json::parse(text);
    JsonReader in(object, "body");
    return {read_expectation(in).expectation, "body", journal.routes()};
  }
  Verification judge(const std::string& text) {
    JournalRedaction redaction(journal);
    return load(text).judge(entries, redaction);
  }
  void add(JournalEntry entry) { entries.push_back({&account("ann-key"), std::move(entry)}); }
  std::string error_for(const std::string& text) const {
    return error_of([&] { load(text); });
  }

  std::vector<KeptEntry> entries;
};

TEST_F(RequestExpectationTest, CountsRequests) {
  add(submission_entry(0, "acme/a"));
  add(submission_entry(1, "acme/b"));
  add(submission_entry(2, "acme/a"));
  const std::string request = R"({"request":{"model":"acme/a"})";
  for (const char* const times :
       {"", R"(,"times":2)", R"(,"times":{"at_least":1})", R"(,"times":{"at_most":2})",
        R"(,"times":{"at_least":2,"at_most":2})"}) {
    const Verification found = judge(request + times + "}");
    EXPECT_TRUE(found.passed) << times;
    EXPECT_EQ(found.count, 2);
    EXPECT_THAT(found.near_misses, IsEmpty());
  }
  EXPECT_EQ(judge(request + "}").message,
            R"(expected at least 1 request like {"model":"acme/a"}, found 2)");
  const Verification more = judge(request + R"(,"times":3})");
  EXPECT_FALSE(more.passed);
  EXPECT_EQ(more.message, R"(expected 3 requests like {"model":"acme/a"}, found 2)");
  EXPECT_FALSE(judge(request + R"(,"times":1})").passed);
  EXPECT_EQ(judge(request + R"(,"times":{"at_least":3,"at_most":5}})").message,
            R"(expected 3 to 5 requests like {"model":"acme/a"}, found 2)");
  EXPECT_EQ(judge(request + R"(,"times":{"at_most":1}})").message,
            R"(expected at most 1 request like {"model":"acme/a"}, found 2)");
  EXPECT_TRUE(judge(R"({"request":{"model":"acme/c"},"times":0})").passed);
}

TEST_F(RequestExpectationTest, NamesNearMisses) {
  add(submission_entry(0, "acme/b"));
  add(balance_entry(1));
  add(submission_entry(2, "acme/b"));
  add(submission_entry(3, "acme/a"));
  add(balance_entry(4));
  const Verification found =
      judge(R"({"request":{"model":"acme/a","route":"submit","method":"POST"},"times":2})");
  EXPECT_EQ(found.count, 1);
  EXPECT_THAT(found.near_misses,
              ElementsAre("ann-key0-2 POST /api/v3/acme/b: model is \"acme/b\", not \"acme/a\"",
                          "ann-key0-0 POST /api/v3/acme/b: model is \"acme/b\", not \"acme/a\"",
                          "ann-key0-4 GET /api/v3/balance: route is \"balance\", not \"submit\"; "
                          "method is \"GET\", not \"POST\"; model is none, not \"acme/a\""));
}

TEST_F(RequestExpectationTest, NamesRequestsBeyondTheExpectedCount) {
  add(submission_entry(0, "acme/a"));
  add(balance_entry(1));
  const Verification found = judge(R"({"request":{"model":"acme/a"},"times":0})");
  EXPECT_FALSE(found.passed);
  ASSERT_FALSE(found.near_misses.empty());
  EXPECT_EQ(found.near_misses[0], "ann-key0-0 POST /api/v3/acme/a: matches");
}

TEST_F(RequestExpectationTest, HasNoNearMissInAnEmptyJournal) {
  const Verification found = judge(R"({"request":{}})");
  EXPECT_FALSE(found.passed);
  EXPECT_EQ(found.message, "expected at least 1 request like {}, found 0");
  EXPECT_THAT(found.near_misses, IsEmpty());
}

TEST_F(RequestExpectationTest, FindsRequestsInOrder) {
  add(submission_entry(0, "acme/a"));
  add(balance_entry(1));
  add(submission_entry(2, "acme/b"));
  const Verification passed = judge(R"({"in_order":[{"model":"acme/a"},{"model":"acme/b"}]})");
  EXPECT_TRUE(passed.passed) << "other requests can come in between";
  EXPECT_EQ(passed.count, 2);
  EXPECT_EQ(passed.message, "expected 2 requests in order, found all");

  const Verification failed = judge(R"({"in_order":[{"model":"acme/b"},{"model":"acme/a"}]})");
  EXPECT_FALSE(failed.passed);
  EXPECT_EQ(failed.count, 1);
  EXPECT_EQ(failed.message,
            "expected 2 requests in order, but the 2nd, {\"model\":\"acme/a\"}, did not come after "
            "ann-key0-2");
  ASSERT_FALSE(failed.near_misses.empty());
  EXPECT_EQ(failed.near_misses[0], "ann-key0-0 POST /api/v3/acme/a: it came too early");
  EXPECT_FALSE(judge(R"({"in_order":[{"route":"balance"},{"route":"balance"}]})").passed)
      << "one request counts once";
  EXPECT_EQ(judge(R"({"in_order":[{"route":"result"}]})").message,
            "expected 1 request in order, but the 1st, {\"route\":\"result\"}, did not come");
}

TEST_F(RequestExpectationTest, ShowsNoSecrets) {
  add(submission_entry(0, "acme/a", R"({"prompt":"of ann@example.com with ann-key"})"));
  const Verification found = judge(R"({"request":{"prompt":"dog"}})");
  ASSERT_EQ(found.near_misses.size(), 1);
  EXPECT_EQ(found.near_misses[0].find("ann@example.com"), std::string::npos);
  EXPECT_EQ(found.near_misses[0].find("ann-key\""), std::string::npos);
}

TEST_F(RequestExpectationTest, HasTheSameMeaningTypedAsInJson) {
  add(submission_entry(0, "acme/a", R"({"prompt":"A red fox","size":{"w":1}})"));
  add(balance_entry(1));
  add(submission_entry(2, "acme/b"));
  const std::vector<std::pair<Expectation, std::string>> kPairs = {
      {{}, R"({"request":{}})"},
      {{.request = {.route = {Endpoint::submit, Endpoint::balance},
                    .method = {"POST", "PUT"},
                    .path = {"/api/*"},
                    .model = {"acme/*"},
                    .header = HeaderMatch{.name = "X-Client-Name", .equals = "acme"},
                    .prompt = "FOX",
                    .body = R"({"size":{"w":1}})",
                    .status = {200, "4xx"}},
        .times = Times::exactly(1)},
       R"({"request":{"route":["submit","balance"],"method":["POST","PUT"],"path":"/api/*",
           "model":"acme/*","header":{"name":"X-Client-Name","equals":"acme"},"prompt":"FOX",
           "body":{"size":{"w":1}},"status":[200,"4xx"]},"times":1})"},
      {{.request = {.route = "GET /api/v3/{what}", .status = 404}, .times = {.at_least = 2}},
       R"({"request":{"route":"GET /api/v3/{what}","status":404},"times":{"at_least":2}})"},
      {{.request = {.prediction = {"x"}, .fault = {"busy", "slow"}}, .times = {.at_most = 0}},
       R"({"request":{"prediction":"x","fault":["busy","slow"]},"times":{"at_most":0}})"},
      {{.request = {.header = HeaderMatch{.name = "X-Other", .present = false}},
        .times = {.at_least = 4, .at_most = 5}},
       R"({"request":{"header":{"name":"X-Other","present":false}},
           "times":{"at_least":4,"at_most":5}})"},
      {{.in_order = {{.route = Endpoint::submit}, {.model = {"acme/a"}}}},
       R"({"in_order":[{"route":"submit"},{"model":"acme/a"}]})"},
  };
  std::size_t passed = 0;
  for (const auto& [typed, text] : kPairs) {
    JournalRedaction redaction(journal);
    const Verification expected = judge(text);
    const Verification found =
        RequestExpectation(typed, "body", journal.routes()).judge(entries, redaction);
    EXPECT_EQ(found.passed, expected.passed) << text;
    EXPECT_EQ(found.count, expected.count) << text;
    EXPECT_EQ(found.message, expected.message);
    EXPECT_EQ(found.near_misses, expected.near_misses) << text;
    passed += expected.passed;
  }
  EXPECT_EQ(passed, 3U);
}

TEST_F(RequestExpectationTest, ChecksTypedValues) {
  const auto problem = [&](const Expectation& typed) {
    return error_of([&] { RequestExpectation(typed, "here", journal.routes()); });
  };
  EXPECT_EQ(problem({.times = {.at_least = 2, .at_most = 1}}),
            "here: times: field \"at_most\": must be a whole number from 2 to 1000000000, not 1");
  EXPECT_EQ(problem({.times = Times::exactly(1'000'000'001)}),
            "here: times: field \"at_least\": must be a whole number from 0 to 1000000000, not "
            "1000000001");
  EXPECT_EQ(problem({.request = {.route = Endpoint::submit}, .in_order = {{}}}),
            "here: field \"request\": cannot be given together with \"in_order\"");
  EXPECT_EQ(problem({.times = Times::exactly(1), .in_order = {{}}}),
            "here: field \"times\": cannot be given together with \"in_order\"");
  EXPECT_EQ(problem({.in_order = {{}, {.body = "[1]"}}}),
            "here: in_order[1]: field \"body\": must be a JSON object, not \"[1]\"");
  EXPECT_EQ(problem({.request = {.model = {""}}}),
            "here: request: field \"model\": must not contain an empty text; leave it out to match "
            "all");
}

TEST_F(RequestExpectationTest, CanWait) {
  const auto wait = [](const std::string& text) {
    const json object = json::parse(text);
    JsonReader in(object, "body");
    return read_expectation(in).wait;
  };
  EXPECT_EQ(wait(R"({"request":{}})"), Duration::zero());
  EXPECT_EQ(wait(R"({"request":{},"wait":"2s"})"), std::chrono::seconds(2));
}

TEST_F(RequestExpectationTest, ExplainsErrors) {
  EXPECT_EQ(error_for("{}"),
            "body: field \"request\": is missing; it, or \"in_order\", says which requests are "
            "expected");
  EXPECT_EQ(error_for(R"({"requests":{}})"),
            "body: field \"requests\" is not known; did you mean \"request\"?");
  EXPECT_EQ(error_for(R"({"request":{"modle":"a"}})"),
            "body: request: field \"modle\" is not known; did you mean \"model\"?");
  EXPECT_EQ(error_for(R"({"in_order":[{},{"modle":"a"}]})"),
            "body: in_order[1]: field \"modle\" is not known; did you mean \"model\"?");
  EXPECT_EQ(error_for(R"({"in_order":[]})"),
            "body: field \"in_order\": must list at least one request");
  EXPECT_EQ(error_for(R"({"in_order":[{}],"request":{}})"),
            "body: field \"request\": cannot be given together with \"in_order\"");
  EXPECT_EQ(error_for(R"({"in_order":[{}],"times":1})"),
            "body: field \"times\": cannot be given together with \"in_order\"");
  EXPECT_EQ(error_for(R"({"request":{},"times":"3"})"),
            "body: field \"times\": must be a whole number, or an object with \"at_least\", "
            "\"at_most\" or both, not \"3\"");
  EXPECT_EQ(error_for(R"({"request":{},"times":{}})"),
            "body: field \"times\": must have \"at_least\", \"at_most\" or both");
  EXPECT_EQ(error_for(R"({"request":{},"times":{"at_least":2,"at_most":1}})"),
            "body: times: field \"at_most\": must be a whole number from 2 to 1000000000, not 1");
  EXPECT_EQ(error_for(R"({"request":{},"times":-1})"),
            "body: field \"times\": must be a whole number from 0 to 1000000000, not -1");
  EXPECT_EQ(error_for(R"({"request":{},"wait":"11m"})"),
            "body: field \"wait\": must be a duration of at most 10m such as \"2s\", not \"11m\"");
}

}  // namespace
}  // namespace wavespeed_mock::request_expectation_test

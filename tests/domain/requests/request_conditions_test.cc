#include "domain/requests/request_conditions.h"

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "domain/journal/entry_view.h"
#include "domain/requests/request_match_json.h"
#include "support/domain_error.h"
#include "support/journal_entries.h"

namespace wavespeed_mock::request_conditions_test {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> kRoutes = {"submit", "result", "balance"};

RequestConditions conditions(const std::string& text) {
  const json object = json::parse(text);
  JsonReader in(object, "query");
  RequestMatch match = read_request_match(in, MatchUse::question);
  in.done();
  return {std::move(match), "query", kRoutes};
}

std::string misfits(const std::string& text, const JournalEntry& entry) {
  std::string all;
  for (const std::string& misfit : conditions(text).mismatches(EntryView(entry).request())) {
    all += (all.empty() ? "" : "; ") + misfit;
  }
  EXPECT_EQ(conditions(text).matches(EntryView(entry).request()), all.empty());
  return all;
}

TEST(RequestConditions, MatchEveryRequestWhenEmpty) {
  EXPECT_EQ(misfits("{}", balance_entry(0)), "");
  EXPECT_EQ(misfits("{}", JournalEntry{}), "");
}

TEST(RequestConditions, CompareWhatTheMockKnows) {
  const JournalEntry entry = submission_entry(3, "acme/a-fast");
  for (const char* const text :
       {R"({"route":"submit"})", R"({"route":["result","submit"]})", R"({"method":"POST"})",
        R"({"path":"/api/v3/acme/a-fast"})", R"({"path":"/api/*/acme/*"})", R"({"status":200})",
        R"({"status":"2xx"})", R"({"status":[404,"200"]})", R"({"model":"acme/a-fast"})",
        R"({"model":"acme/*"})", R"({"prediction":"00000000000000010000000000000003"})"}) {
    EXPECT_EQ(misfits(text, entry), "") << text;
  }
  EXPECT_EQ(misfits(R"({"route":"result"})", entry), R"(route is "submit", not "result")");
  EXPECT_EQ(misfits(R"({"method":["GET","PUT"]})", entry),
            R"(method is "POST", not "GET" or "PUT")");
  EXPECT_EQ(misfits(R"({"path":"/api/v3/acme"})", entry),
            R"(path is "/api/v3/acme/a-fast", not "/api/v3/acme")");
  EXPECT_EQ(misfits(R"({"status":"4xx"})", entry), R"(status is "200", not "4xx")");
  EXPECT_EQ(misfits(R"({"model":"acme/b"})", entry), R"(model is "acme/a-fast", not "acme/b")");
  EXPECT_EQ(misfits(R"({"model":"acme/b","prediction":"x"})", balance_entry(0)),
            R"(model is none, not "acme/b"; prediction is none, not "x")");
  EXPECT_EQ(misfits(R"({"path":"/api/v3/balance"})", balance_entry(0)), "");
}

TEST(RequestConditions, IgnoreTheQueryOfThePath) {
  JournalEntry entry = balance_entry(0);
  entry.target = "/api/v3/balance?x=1";
  EXPECT_EQ(misfits(R"({"path":"/api/v3/balance"})", entry), "");
}

TEST(RequestConditions, CompareFaultsThatFired) {
  JournalEntry entry = balance_entry(0);
  const std::string busy = R"({"fault":"busy"})";
  EXPECT_EQ(misfits(busy, entry), R"(no fault fired, not "busy")");
  entry.trace.rules = {{"busy", false, "not yet"}, {"slow", true, ""}};
  EXPECT_EQ(misfits(busy, entry), R"(the fault that fired is "slow", not "busy")");
  entry.trace.rules.push_back({"busy", true, ""});
  EXPECT_EQ(misfits(busy, entry), "");
}

TEST(RequestConditions, CompareHeaders) {
  const JournalEntry entry = submission_entry(0, "acme/a");
  for (const char* const text : {R"({"header":{"name":"x-client-name"}})",
                                 R"({"header":{"name":"X-Client-Name","equals":"acme"}})",
                                 R"({"header":{"name":"X-Client-Name","contains":"CM"}})",
                                 R"({"header":{"name":"X-Other","present":false}})"}) {
    EXPECT_EQ(misfits(text, entry), "") << text;
  }
  EXPECT_EQ(misfits(R"({"header":{"name":"X-Other"}})", entry), "it has no header X-Other");
  EXPECT_EQ(misfits(R"({"header":{"name":"X-Client-Name","present":false}})", entry),
            "it has a header X-Client-Name");
  EXPECT_EQ(misfits(R"({"header":{"name":"X-Client-Name","equals":"Acme"}})", entry),
            R"(the header X-Client-Name is "acme", not "Acme")");
  EXPECT_EQ(misfits(R"({"header":{"name":"X-Client-Name","contains":"z"}})", entry),
            R"(the header X-Client-Name is "acme", which does not contain "z")");
}

TEST(RequestConditions, CompareEveryHeaderOfAName) {
  JournalEntry entry = submission_entry(0, "acme/a");
  entry.request_headers.add("X-Tag", "one");
  entry.request_headers.add("x-tag", "two");
  for (const char* const text : {R"({"header":{"name":"X-Tag","equals":"one"}})",
                                 R"({"header":{"name":"X-Tag","equals":"two"}})",
                                 R"({"header":{"name":"X-TAG","contains":"W"}})"}) {
    EXPECT_EQ(misfits(text, entry), "") << text;
  }
  EXPECT_EQ(misfits(R"({"header":{"name":"X-Tag","equals":"three"}})", entry),
            R"(the header X-Tag is "one" and "two", not "three")");
  EXPECT_EQ(misfits(R"({"header":{"name":"X-Tag","contains":"z"}})", entry),
            R"(the header X-Tag is "one" and "two", which do not contain "z")");
}

TEST(RequestConditions, CompareFieldsOfTheBody) {
  const JournalEntry entry =
      submission_entry(0, "acme/a", R"({"prompt":"A red fox","size":{"w":1,"h":2},"seeds":[1,2]})");
  for (const char* const text :
       {R"({"body":{}})", R"({"body":{"prompt":"A red fox"}})", R"({"body":{"size":{"h":2}}})",
        R"({"body":{"seeds":[1,2]}})", R"({"prompt":"RED"})"}) {
    EXPECT_EQ(misfits(text, entry), "") << text;
  }
  EXPECT_EQ(misfits(R"({"body":{"size":{"h":3,"d":1}}})", entry),
            "body.size.d is nothing, not 1, body.size.h is 2, not 3");
  EXPECT_EQ(misfits(R"({"body":{"seeds":[1]}})", entry), "body.seeds[1] is 2, not nothing");
  EXPECT_EQ(misfits(R"({"prompt":"dog"})", entry),
            R"(the prompt is "A red fox", which does not contain "dog")");
}

TEST(RequestConditions, ExplainWhyABodyCannotBeCompared) {
  JournalEntry entry = submission_entry(0, "acme/a", "[1]");
  EXPECT_EQ(misfits(R"({"body":{"a":1}})", entry), "its body is not a JSON object");
  entry.request_body_bytes = 5'000;
  EXPECT_EQ(misfits(R"({"body":{"a":1}})", entry),
            "the journal has only the first 3 of the 5000 bytes of its body");
  EXPECT_EQ(misfits(R"({"prompt":"a"})", balance_entry(0)), "it has no body");
  entry = submission_entry(0, "acme/a", R"({"prompt":5})");
  EXPECT_EQ(misfits(R"({"prompt":"a"})", entry), "its body has no prompt");
}

TEST(RequestConditions, ExplainErrors) {
  const auto error_for = [](const std::string& text) {
    return error_of([&] { conditions(text); });
  };
  EXPECT_EQ(error_for(R"({"modle":"x"})"),
            R"(query: field "modle" is not known; did you mean "model"?)");
  EXPECT_EQ(error_for(R"({"route":"submitt"})"),
            R"(query: field "route": "submitt" is not a route; did you mean "submit"?; it )"
            R"(must be one of "submit", "result", "balance" or a method and a path such as )"
            R"("GET /api/v3/balance")");
  EXPECT_EQ(error_for(R"({"method":5})"),
            R"(query: field "method": must be a text or a list of texts, not 5)");
  EXPECT_EQ(error_for(R"({"model":[]})"),
            R"(query: field "model": must not be an empty list; leave it out to match all)");
  for (const char* const status : {"20", "600", "\"4x\"", "\"x04\"", "true", "{}"}) {
    EXPECT_EQ(error_for("{\"status\":" + std::string(status) + "}"),
              R"(query: field "status": must be a status such as 404 or "4xx", or a list of )"
              "them, not " +
                  std::string(status));
  }
  EXPECT_EQ(error_for(R"({"body":5})"), R"(query: field "body": must be an object, not 5)");
  EXPECT_EQ(error_for(R"({"header":{"nam":"x"}})"),
            R"(query: field "header": field "name" is missing)");
  EXPECT_EQ(error_for(R"({"header":{"name":"Authorization"}})"),
            R"(query: field "header": field "name": "Authorization" holds a secret, so it cannot )"
            R"(be a condition; use "key" in a fault rule, or send the key with a query of the )"
            "journal");
  for (const char* const name : {"X-Key", "x-auth", "X-Session-Id", "Cookie"}) {
    EXPECT_NE(error_for(R"({"header":{"name":")" + std::string(name) + R"(","present":true}})")
                  .find("holds a secret"),
              std::string::npos)
        << name;
  }
  EXPECT_EQ(error_for(R"({"header":{"name":"Idempotency-Key","present":true}})"), "");
  EXPECT_EQ(error_for(R"({"header":{"name":"a","equals":"b","contains":"c"}})"),
            R"(query: field "header": can have only one of "equals", "contains" and "present")");
}

}  // namespace
}  // namespace wavespeed_mock::request_conditions_test

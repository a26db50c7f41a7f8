#include "domain/requests/request_conditions.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support/domain_error.h"
#include "support/fault_questions.h"

namespace wavespeed_mock::fault_conditions_test {
namespace {

using Asked = FaultBench::Asked;

// Whether a rule with this condition fires on the request.
bool fits(const std::string& condition, const Asked& asked) {
  FaultBench bench;
  bench.account("key-1");
  bench.account("key-2");
  bench.add("{\"fault\": \"error\"" + (condition.empty() ? "" : ", " + condition) + "}");
  return !bench.fired(asked).empty();
}

std::string error_for(const std::string& condition) {
  return error_of([&] { FaultBench().add("{\"fault\": \"error\", " + condition + "}"); });
}

const Asked kPoll{.route = "result",
                  .method = "GET",
                  .target = "/api/v3/predictions/abc/result?x=1",
                  .model = "acme/model"};
const Asked kUnknown{.route = "", .method = "GET", .target = "/api/v9", .model = ""};

TEST(FaultConditions, MatchesEveryRequestWithoutACondition) {
  EXPECT_TRUE(fits("", {}));
  EXPECT_TRUE(fits("", kPoll));
  EXPECT_TRUE(fits("", kUnknown));
  EXPECT_TRUE(fits("", {.known_key = false}));
}

TEST(FaultConditions, KnowsRoutesByName) {
  EXPECT_TRUE(fits(R"("route": "submit")", {}));
  EXPECT_FALSE(fits(R"("route": "submit")", kPoll));
  EXPECT_TRUE(fits(R"("route": ["submit", "result"])", kPoll));
  EXPECT_FALSE(fits(R"("route": ["submit", "result"])", kUnknown));
}

TEST(FaultConditions, KnowsRoutesByMethodAndPath) {
  EXPECT_TRUE(fits(R"("route": "GET /api/v3/predictions/{id}/result")", kPoll));
  EXPECT_TRUE(fits(R"("route": "GET /api/v3/predictions/abc/result")", kPoll));
  EXPECT_FALSE(fits(R"("route": "GET /api/v3/predictions/{id}")", kPoll));
  EXPECT_FALSE(fits(R"("route": "POST /api/v3/predictions/{id}/result")", kPoll));
  EXPECT_TRUE(fits(R"("route": "GET /api/v9")", kUnknown));
  EXPECT_TRUE(fits(R"("route": "POST /api/v3/{model_id...}")", {}));
  Asked head = kPoll;
  head.method = "HEAD";
  EXPECT_TRUE(fits(R"("route": "GET /api/v3/predictions/{id}/result")", head));
}

TEST(FaultConditions, KnowsMethods) {
  EXPECT_TRUE(fits(R"("method": "POST")", {}));
  EXPECT_FALSE(fits(R"("method": "POST")", kPoll));
  EXPECT_TRUE(fits(R"("method": ["POST", "GET"])", kPoll));
}

TEST(FaultConditions, KnowsModels) {
  EXPECT_TRUE(fits(R"("model": "acme/model")", kPoll));
  EXPECT_FALSE(fits(R"("model": "acme/mode")", kPoll));
  EXPECT_TRUE(fits(R"("model": "acme/*")", kPoll));
  EXPECT_TRUE(fits(R"("model": ["mock/*", "*/model"])", kPoll));
  EXPECT_FALSE(fits(R"("model": "*")", kUnknown)) << "the request names no model";
}

TEST(FaultConditions, KnowsTheAccountOfAKey) {
  EXPECT_TRUE(fits(R"("key": "key-2")", {.key = "key-2"}));
  EXPECT_FALSE(fits(R"("key": "key-2")", {}));
  EXPECT_FALSE(fits(R"("key": "key-3")", {}));
  EXPECT_FALSE(fits(R"("key": "key-3")", {.known_key = false}));
}

TEST(FaultConditions, KnowsHeaders) {
  const Asked asked{.headers = {{"X-Client-Name", "wavespeed-python"}}};
  EXPECT_TRUE(fits(R"("header": {"name": "x-client-name"})", asked));
  EXPECT_TRUE(fits(R"("header": {"name": "x-client-name", "present": true})", asked));
  EXPECT_FALSE(fits(R"("header": {"name": "x-client-name", "present": false})", asked));
  EXPECT_TRUE(fits(R"("header": {"name": "x-other", "present": false})", asked));
  EXPECT_FALSE(fits(R"("header": {"name": "x-other"})", asked));
  EXPECT_TRUE(fits(R"("header": {"name": "X-Client-Name", "equals": "wavespeed-python"})", asked));
  EXPECT_FALSE(fits(R"("header": {"name": "X-Client-Name", "equals": "wavespeed"})", asked));
  EXPECT_TRUE(fits(R"("header": {"name": "X-Client-Name", "contains": "PYTHON"})", asked));
  EXPECT_FALSE(fits(R"("header": {"name": "X-Client-Name", "contains": "ruby"})", asked));
  EXPECT_FALSE(fits(R"("header": {"name": "X-Other", "contains": "ruby"})", asked));
}

TEST(FaultConditions, KnowsPrompts) {
  EXPECT_TRUE(fits(R"("prompt": "red cat")", {}));
  EXPECT_FALSE(fits(R"("prompt": "dog")", {}));
  EXPECT_TRUE(fits(R"("prompt": "hello")", {.body = R"({"text": "Hello"})"}));
  EXPECT_TRUE(fits(R"("prompt": "ü cat")", {.body = R"({"prompt": "\u00fc cat"})"}));
  for (const char* const body :
       {"", "{", "[1]", R"({"prompt": 1})", R"({"negative_prompt": "cat"})"}) {
    EXPECT_FALSE(fits(R"("prompt": "cat")", {.body = body})) << body;
  }
  EXPECT_FALSE(fits(R"("prompt": "cat")", kPoll)) << "only submissions have a prompt";
}

TEST(FaultConditions, NeedsAllConditions) {
  const std::string all = R"("route": "submit", "method": "POST", "model": "mock/*", "key": "key-1",
                             "header": {"name": "X-Test"}, "prompt": "cat")";
  const Asked right{.headers = {{"X-Test", ""}}};
  EXPECT_TRUE(fits(all, right));
  Asked other = right;
  other.key = "key-2";
  EXPECT_FALSE(fits(all, other));
  other = right;
  other.headers.clear();
  EXPECT_FALSE(fits(all, other));
  other = right;
  other.model = "acme/model";
  EXPECT_FALSE(fits(all, other));
  other = right;
  other.body = "{}";
  EXPECT_FALSE(fits(all, other));
}

TEST(FaultConditions, ExplainsWhyARequestOnItsRouteDoesNotMatch) {
  FaultBench bench;
  bench.add(R"({"fault": "error", "route": "submit", "header": {"name": "X-A", "equals": "1"}})");
  bench.fired({});
  EXPECT_EQ(bench.said(), "it has no header X-A");
  bench.fired(kPoll);
  EXPECT_TRUE(bench.trace.rules.empty()) << "a rule for another route leaves no explanation";

  FaultBench prompts;
  prompts.add(R"({"fault": "error", "prompt": "dog"})");
  prompts.fired({});
  EXPECT_EQ(prompts.said(), "the prompt is \"A red Cat\", which does not contain \"dog\"");
}

TEST(FaultConditions, MatchesRoutesWithAnyNumberOfPlaceholders) {
  const Asked deep{.route = "", .method = "GET", .target = "/1/2/3/4/5/6/7/8", .model = ""};
  EXPECT_TRUE(fits(R"("route": "GET /{a}/{b}/{c}/{d}/5/{f}/{g...}")", deep));
  EXPECT_FALSE(fits(R"("route": "GET /{a}/{b}/{c}/{d}/6/{f}/{g...}")", deep));
  EXPECT_FALSE(fits(R"("route": "GET /{a}/{b}/{c}")", deep));
}

TEST(FaultConditions, RefusesRoutesThatNoRequestHas) {
  const std::string rule = "rule: field \"route\": ";
  for (const auto& [route, problem] :
       {std::pair{"get /api/v3/balance",
                  "must begin with a method in upper case, as in \"GET /api/v3/balance\""},
        {"/api/v3/balance",
         "must begin with a method in upper case, as in \"GET /api/v3/balance\""},
        {"HEAD /api/v3/balance",
         "must have the method \"GET\": a HEAD request is matched as a GET; add \"method\": "
         "\"HEAD\" for these alone"},
        {"GET api/v3/balance", "must have a path that begins with \"/\""},
        {"GET /a//b//b//b//b", "must not have an empty segment (\"//\") in its path"},
        {"GET /a?b=1",
         "must have a path without a query, a fragment, a space or a control character"},
        {"GET /{a...}/b", "must have \"{…...}\" at the end of its path only"},
        {"GET /a/{b",
         "must have braces only around the name of a whole segment, such as \"{id}\""}}) {
    EXPECT_EQ(error_for("\"route\": \"" + std::string(route) + '"'),
              rule + '"' + route + "\" " + problem);
  }
}

TEST(FaultConditions, RefusesOtherConditionsThatNoRequestMeets) {
  EXPECT_EQ(error_for(R"("path": "balance")"),
            "rule: field \"path\": must begin with \"/\" or \"*\", not \"balance\"");
  for (const char* const path : {"/api/v3/balance?x=1", "/a#b", "*?", "/a b"}) {
    EXPECT_EQ(
        error_for("\"path\": \"" + std::string(path) + '"'),
        "rule: field \"path\": must be a path without a query, a fragment or a space, not \"" +
            std::string(path) + '"');
  }
  EXPECT_EQ(error_for(R"("route": "GET /a", "method": ["POST", "PUT"])"),
            "rule: field \"method\": must agree with \"route\": no request has the method of "
            "\"GET /a\" and is \"POST\"");
  for (const char* const condition :
       {R"("route": "GET /a")", R"("method": "GET")", R"("route": ["result", "GET /a"])"}) {
    EXPECT_NE(error_for(std::string(condition) + R"(, "prompt": "cat")"), "") << condition;
  }
}

TEST(FaultConditions, TakesConditionsThatSomeRequestMeets) {
  Asked head = kPoll;
  head.method = "HEAD";
  EXPECT_TRUE(
      fits(R"("route": "GET /api/v3/predictions/{id}/result", "method": ["PUT", "HEAD"])", head));
  EXPECT_TRUE(fits(R"("path": "*/result")", kPoll));
  EXPECT_TRUE(fits(R"("path": ["/b", "/api/*"])", kPoll));
  EXPECT_TRUE(fits(R"("route": ["GET /a", "submit"], "method": "POST", "prompt": "cat")", {}));
}

TEST(FaultConditions, ReportsWrongConditions) {
  EXPECT_EQ(
      error_for(R"("route": "sumbit")"),
      "rule: field \"route\": \"sumbit\" is not a route; did you mean \"submit\"?; it must be one "
      "of "
      "\"submit\", \"result\", \"output\", \"balance\", \"history\" or a method and a path such as "
      "\"GET /api/v3/balance\"");
  EXPECT_EQ(error_for(R"("route": [])"),
            "rule: field \"route\": must not be an empty list; leave it out to match all");
  EXPECT_EQ(error_for(R"("model": 7)"),
            "rule: field \"model\": must be a text or a list of texts, not 7");
  EXPECT_EQ(error_for(R"("method": "post")"),
            "rule: field \"method\": must be a method such as \"POST\", not \"post\"");
  EXPECT_EQ(
      error_for(R"("header": {"name": "Authorization"})"),
      "rule: field \"header\": field \"name\": \"Authorization\" holds a secret, so it cannot be "
      "a condition; use \"key\" in a fault rule, or send the key with a query of the journal");
  EXPECT_EQ(
      error_for(R"("header": {"name": "A", "equals": "1", "contains": "2"})"),
      "rule: field \"header\": can have only one of \"equals\", \"contains\" and \"present\"");
  EXPECT_EQ(error_for(R"("header": {"name": "A B"})"),
            "rule: field \"header\": field \"name\": \"A B\" cannot be the name of a header field: "
            "byte 0x20 at position 2 is not allowed in one");
  EXPECT_EQ(
      error_for(R"("header": {"name": "A", "equals": "x\r\ny"})"),
      "rule: field \"header\": field \"equals\": has byte 0x0D at position 2, which HTTP does "
      "not allow in the value of a header field");
  EXPECT_EQ(error_for(R"("header": {"name": "A", "contains": "\u0000"})"),
            "rule: field \"header\": field \"contains\": has byte 0x00 at position 1, which HTTP "
            "does not allow in the value of a header field");
  EXPECT_EQ(error_for(R"("header": {"nam": "A"})"),
            "rule: field \"header\": field \"name\" is missing");
  EXPECT_EQ(
      error_for(R"("key": "a key")"),
      "rule: field \"key\": must be an API key: 1 to 512 visible ASCII characters without a space");
  EXPECT_EQ(error_for(R"("route": "result", "prompt": "cat")"),
            "rule: field \"prompt\": is a condition for the route \"submit\": other requests have "
            "no prompt");
}

}  // namespace
}  // namespace wavespeed_mock::fault_conditions_test

#include "api/json_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/mock_client.h"
#include "support/nested_json.h"

namespace wavespeed_mock::json_body_test {
namespace {

using ::testing::HasSubstr;

// The parsed body, or the error message.
std::string read(std::string body) {
  nlohmann::json out;
  const auto problem = read_json_object({"POST", "/", {}, std::move(body)}, out);
  if (!problem) return out.dump();
  EXPECT_EQ(problem->http, 400);
  EXPECT_EQ(problem->code, 400);
  return problem->message;
}

TEST(JsonBody, ReadsObjects) {
  EXPECT_EQ(read("{}"), "{}");
  EXPECT_EQ(read(" \r\n{\"a\": [1, {\"b\": null}]}\t"), R"({"a":[1,{"b":null}]})");
  EXPECT_EQ(read("\xEF\xBB\xBF{\"a\":\"€\"}"), R"({"a":"€"})");
  // Brackets inside strings do not count, even after an escaped quote.
  for (const char* before : {"", R"(\")", R"(\\\")"}) {
    const std::string body = R"({"a":")" + (before + std::string(1'000, '[')) + R"("})";
    EXPECT_EQ(read(body), body);
  }
  EXPECT_EQ(read(R"({"a":"\\","b":[]})"), R"({"a":"\\","b":[]})");
}

TEST(JsonBody, ExplainsInvalidJson) {
  struct Case {
    std::string body;
    std::string_view message;
  };
  const std::vector<Case> cases = {
      {"", "the request body is empty; it must be a JSON object"},
      {"[]", "the request body must be a JSON object"},
      {"[{\"prompt\":\"a\"}]", "the request body must be a JSON object"},
      {"null", "the request body must be a JSON object"},
      {"\"text\"", "the request body must be a JSON object"},
      {"1", "the request body must be a JSON object"},
      {" ", "the request body is not valid JSON: at line 1, column 2: "},
      {"{", "the request body is not valid JSON: at line 1, column 2: "},
      {"{\n\"a\": nope}", "the request body is not valid JSON: at line 2, column 7: "},
      {"{}x", "the request body is not valid JSON: at line 1, column 3: "},
      {"{'a':1}", "the request body is not valid JSON: at line 1, column 2: "},
      {"{\"a\":NaN}", "the request body is not valid JSON: at line 1, column 6: "},
      {"{\"a\":\"\xff\"}", "the request body is not valid JSON: at line 1, column 7: "},
      {"{\"a\":1e999}",
       "the request body is not valid JSON: at line 1, column 10: a number is too large: the "
       "largest is about 1.8e308"},
      {"prompt=a", "the request body is not valid JSON: at line 1, column 1: "},
  };
  for (const Case& c : cases) EXPECT_THAT(read(c.body), HasSubstr(c.message)) << c.body;
}

TEST(JsonBody, RefusesDeepNesting) {
  const std::string too_deep = std::string("the request body ") + kTooDeep;
  const std::string deepest = "{\"a\":" + nested_json(63) + "}";
  EXPECT_EQ(read(deepest), deepest);
  EXPECT_EQ(read("{\"a\":" + nested_json(64) + "}"), too_deep + "69");
  EXPECT_EQ(read(endless_json()), too_deep + "65");
  EXPECT_EQ(read("{\"a\":" + nested_json(100'000, "[", "")), too_deep + "69");
  EXPECT_EQ(read(nested_json(100'000, "{\"a\":", "}")), too_deep + "321");
  // A surplus closing bracket is a syntax error.
  EXPECT_THAT(read(nested_json(100'000, "]", "")),
              HasSubstr("not valid JSON: at line 1, column 1"));
}

TEST(JsonBody, RefusesBytesAfterTheObject) {
  const std::string_view nul("\0", 1);
  for (const std::string& body :
       {std::string(R"({"prompt":"x"})") + std::string(nul),
        std::string(R"({"prompt":"x"})") + std::string(nul) + R"({"a":)"}) {
    EXPECT_EQ(read(body),
              "the request body is not valid JSON: at line 1, column 15: unexpected NUL");
  }
}

// Every endpoint that reads a body answers an invalid one with this 400, and charges nothing.
TEST(JsonBody, IsCheckedByEveryEndpointThatTakesOne) {
  const MockClient client;
  for (const char* target : {"/api/v3/mock/instant", "/api/v3/user/usage_stats"}) {
    for (const std::string& body :
         {std::string(), std::string("{"), std::string("[]"), endless_json(),
          std::string("{\"a\":1e999}"), std::string("{}\0", 3)}) {
      const Response response = client.post(target, body);
      EXPECT_EQ(response.status, 400);
      EXPECT_EQ(client.body(response)["code"], 400);
      EXPECT_THAT(client.message(response), HasSubstr("the request body "));
    }
  }
  auto usage =
      client.data(client.usage({{"start_time", "2025-12-31"}, {"end_time", "2026-01-02"}}));
  EXPECT_EQ(usage["summary"]["total_requests"], 0);
}

}  // namespace
}  // namespace wavespeed_mock::json_body_test

#include "api/envelope.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::envelope_test {
namespace {

using nlohmann::ordered_json;

TEST(Envelope, WrapsDataOfASuccess) {
  const Response response = success({{"b", 1}, {"a", ordered_json::array()}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"code":200,"message":"success","data":{"b":1,"a":[]}})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
}

TEST(Envelope, WritesAnErrorsFieldsInTheOrderOfTheReference) {
  struct Case {
    ApiError error;
    std::string method;
    std::string body;
  };
  const std::vector<Case> cases = {
      {{.http = 429, .code = 429, .message = "Too Many Requests"},
       "POST",
       R"({"code":429,"message":"Too Many Requests"})"},
      {{.http = 400, .code = 1407, .message = "insufficient credits"},
       "POST",
       R"({"code":1407,"message":"insufficient credits"})"},
      {{.http = 401, .code = 401, .message = "Invalid API key"},
       "POST",
       R"({"code":401,"message":"Invalid API key","data":null})"},
      {{.http = 403, .code = 403, .message = "No", .error_code = "PERMISSION_DENIED"},
       "POST",
       R"({"code":403,"message":"No","error_code":"PERMISSION_DENIED"})"},
      // One client reads "error" in responses to GET; HEAD must have the same length as GET.
      {{.http = 404, .code = 404, .message = "Prediction not found"},
       "GET",
       R"({"code":404,"message":"Prediction not found","error":"Prediction not found"})"},
      {{.http = 404, .code = 404, .message = "Prediction not found"},
       "HEAD",
       R"({"code":404,"message":"Prediction not found","error":"Prediction not found"})"},
      // A message may quote client input.
      {{.http = 404, .code = 404, .message = "\"\xff\n"},
       "POST",
       "{\"code\":404,\"message\":\"\\\"\xEF\xBF\xBD\\n\"}"},
  };
  for (const Case& c : cases) {
    const Response response = failure(c.error, c.method);
    EXPECT_EQ(response.status, c.error.http);
    EXPECT_EQ(response.body, c.body);
    EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
    EXPECT_EQ(response.headers.size(), 1U) << "only the headers of the error";
  }
}

TEST(Envelope, SendsTheHeadersOfAnError) {
  const Response response = failure({.http = 429,
                                     .code = 429,
                                     .message = "m",
                                     .retry_after_seconds = 0,
                                     .allow = "GET, HEAD",
                                     .reason = "because"},
                                    "POST");
  EXPECT_EQ(response.headers.get("Retry-After"), "0");
  EXPECT_EQ(response.headers.get("Allow"), "GET, HEAD");
  EXPECT_EQ(response.headers.get("X-Mock-Reason"), "because");
}

// No response repeats long input.
TEST(Envelope, ShortensWhatItQuotes) {
  const MockClient client;
  const std::string flood(100'000, 'x');
  for (const Response& response :
       {client.post("/api/v3/" + flood, "{}"), client.get("/" + flood),
        client.send(client.request(flood, "/")),
        client.post("/api/v3/mock/instant", "{\"prompt\":\"" + flood),
        client.post("/api/v3/mock/instant", "{\"prompt\":\"a\",\"size\":\"" + flood + "\"}"),
        client.usage({{"start_time", flood}, {"end_time", flood}})}) {
    EXPECT_GE(response.status, 400);
    EXPECT_LT(response.body.size(), 1'200U) << response.body.substr(0, 200);
    EXPECT_FALSE(client.message(response).empty());
  }
}

}  // namespace
}  // namespace wavespeed_mock::envelope_test

// What each fault does to the endpoint's answer.
#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::answer_faults_test {
namespace {

TEST(ErrorFault, IsAnInternalErrorByDefault) {
  const Response response = spoiled({"error"}, "POST");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body, R"({"code":500,"message":"Internal Server Error"})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
}

TEST(ErrorFault, WritesTheEnvelopeAsTheApiDoes) {
  const Response response = spoiled({R"({"type": "error", "status": 403, "code": 1406,
      "message": "No", "error_code": "PERMISSION_DENIED"})"});
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(response.body,
            R"({"code":1406,"message":"No","error_code":"PERMISSION_DENIED","error":"No"})");
  EXPECT_EQ(spoiled({R"({"type": "error", "status": 401})"}, "POST").body,
            R"({"code":401,"message":"Unauthorized","data":null})");
  EXPECT_EQ(spoiled({R"({"type": "error", "status": 599})"}, "POST").body,
            R"({"code":599,"message":""})");
}

TEST(ErrorFault, SendsAnyBody) {
  const Response response =
      spoiled({R"({"type": "error", "status": 404, "body": "<p>", "content_type": "text/html"})"});
  EXPECT_EQ(response.body, "<p>");
  EXPECT_EQ(response.headers.get("Content-Type"), "text/html");
  EXPECT_EQ(spoiled({R"({"type": "error", "body": ""})"}).body, "");
}

TEST(ErrorFault, ExplainsErrors) {
  EXPECT_EQ(fault_error(R"({"type": "error", "status": 200})"),
            R"(here: field "status": must be a whole number from 400 to 599, not 200)");
  EXPECT_EQ(fault_error(R"({"type": "error", "body": "x", "message": "y"})"),
            "here: field \"body\" replaces the envelope, and cannot be given together with code, "
            "message or error_code");
  for (const std::string type : {"error", "wrong_content_type"}) {
    EXPECT_EQ(
        fault_error(R"({"type": ")" + type + R"(", "content_type": "a\nX: 1"})"),
        "here: field \"content_type\" has byte 0x0A at position 2, which HTTP does not allow in "
        "the value of a header field");
  }
}

TEST(RateLimitedFault, AsksForAPauseOfOneSecondByDefault) {
  const Response response = spoiled({"rate_limited"}, "POST");
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.body, R"({"code":429,"message":"Too Many Requests"})");
  EXPECT_EQ(response.headers.get("Retry-After"), "1");
}

TEST(RateLimitedFault, CountsWholeSecondsRoundedUp) {
  for (const auto& [time, seconds] : std::vector<std::pair<std::string, std::string>>{
           {"0", "0"}, {"1ms", "1"}, {"2s", "2"}, {"2001ms", "3"}, {"2m", "120"}}) {
    EXPECT_EQ(spoiled({R"({"type": "rate_limited", "retry_after": ")" + time + R"("})"})
                  .headers.get("Retry-After"),
              seconds);
  }
}

TEST(RateLimitedFault, NamesADateOfTheMocksClock) {
  EXPECT_EQ(spoiled({R"({"type": "rate_limited", "retry_after": "90s", "form": "date"})"})
                .headers.get("Retry-After"),
            "Thu, 01 Jan 2026 00:01:30 GMT");
}

TEST(RateLimitedFault, CanLeaveOutRetryAfter) {
  const Response response =
      spoiled({R"({"type": "rate_limited", "form": "none", "message": "Slow down"})"});
  EXPECT_EQ(response.headers.find("Retry-After"), nullptr);
  EXPECT_EQ(response.body, R"({"code":429,"message":"Slow down","error":"Slow down"})");
}

TEST(GatewayFault, SendsAnHtmlPage) {
  const Response response = spoiled({"gateway"});
  EXPECT_EQ(response.status, 502);
  EXPECT_EQ(response.headers.get("Content-Type"), "text/html");
  EXPECT_NE(response.body.find("<h1>502 Bad Gateway</h1>"), std::string::npos);
}

TEST(GatewayFault, CanSendTheEnvelope) {
  const Response response =
      spoiled({R"({"type": "gateway", "status": 504, "form": "json"})"}, "POST");
  EXPECT_EQ(response.status, 504);
  EXPECT_EQ(response.body, R"({"code":504,"message":"Gateway Timeout"})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
}

TEST(GatewayFault, ExplainsErrors) {
  EXPECT_EQ(fault_error(R"({"type": "gateway", "status": 500})"),
            R"(here: field "status": must be one of 502, 503, 504, not 500)");
  EXPECT_EQ(fault_error(R"({"type": "gateway", "form": "xml"})"),
            R"(here: field "form": must be one of "html", "json", not "xml")");
}

TEST(EnvelopeErrorFault, HasAStatusOfSuccess) {
  const Response response = spoiled({"envelope_error"});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"code":500,"message":"Internal Server Error","data":null})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
  EXPECT_EQ(spoiled({R"({"type": "envelope_error", "code": 429, "message": "Later"})"}).body,
            R"({"code":429,"message":"Later","data":null})");
}

TEST(EnvelopeErrorFault, RefusesTheCodeOfSuccess) {
  EXPECT_EQ(fault_error(R"({"type": "envelope_error", "code": 200})"),
            "here: field \"code\": 200 is not an error; null_data is success without data");
}

TEST(NullDataFault, SucceedsWithoutData) {
  const Response response = spoiled({"null_data"});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"code":200,"message":"success","data":null})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
}

TEST(MalformedJsonFault, BreaksTheEndpointsAnswer) {
  const Response cut = spoiled({"malformed_json"});
  EXPECT_EQ(cut.status, 200);
  EXPECT_EQ(cut.body, kFaultlessBody.substr(0, kFaultlessBody.size() / 2));
  const Response comma = spoiled({R"({"type": "malformed_json", "form": "comma"})"});
  EXPECT_EQ(comma.body, R"({"code":200,"message":"success","data":{"id":"1"},})");
  const Response text = spoiled({R"({"type": "malformed_json", "form": "text"})"});
  for (const Response& response : {cut, comma, text}) {
    EXPECT_FALSE(nlohmann::json::accept(response.body)) << response.body;
    EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
  }
}

TEST(MalformedJsonFault, BreaksAnotherFaultsAnswer) {
  const Response response =
      spoiled({"error", R"({"type": "malformed_json", "form": "comma"})"}, "POST");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body, R"({"code":500,"message":"Internal Server Error",})");
}

TEST(MalformedJsonFault, TakesAnyBody) {
  const Request request{.method = "GET", .target = "/"};
  Response empty;
  AnswerFault answer{empty, request, failure};
  fault_of(R"({"type": "malformed_json", "form": "comma"})")->on_answer(answer, {kFaultDraws});
  EXPECT_EQ(empty.body, ",");
}

TEST(WrongContentTypeFault, LeavesTheBodyAlone) {
  const Response response = spoiled({"wrong_content_type"});
  EXPECT_EQ(response.headers.get("Content-Type"), "text/html");
  EXPECT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.body, kFaultlessBody);
  EXPECT_EQ(spoiled({R"({"type": "wrong_content_type", "content_type": "image/png"})"})
                .headers.get("Content-Type"),
            "image/png");
}

}  // namespace
}  // namespace wavespeed_mock::answer_faults_test

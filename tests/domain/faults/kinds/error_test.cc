#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::error_test {
namespace {

TEST(ErrorFault, IsAnInternalErrorUnlessToldOtherwise) {
  const Response response = spoiled({"error"}, "POST");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body, R"({"code":500,"message":"Internal Server Error"})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
  EXPECT_TRUE(fault_of("error")->takes_answer());
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

TEST(ErrorFault, SaysWhatIsWrong) {
  EXPECT_EQ(fault_complaint(R"({"type": "error", "status": 200})"),
            R"(here: field "status": must be a whole number from 400 to 599, not 200)");
  EXPECT_EQ(fault_complaint(R"({"type": "error", "body": "x", "message": "y"})"),
            "here: field \"body\" replaces the envelope, and cannot be given together with code, "
            "message or error_code");
}

}  // namespace
}  // namespace wavespeed_mock::error_test

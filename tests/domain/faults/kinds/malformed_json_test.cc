#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::malformed_json_test {
namespace {

TEST(MalformedJsonFault, BreaksWhatTheEndpointSays) {
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
  EXPECT_FALSE(fault_of("malformed_json")->takes_answer());
}

TEST(MalformedJsonFault, BreaksWhatAnotherFaultSays) {
  const Response response =
      spoiled({"error", R"({"type": "malformed_json", "form": "comma"})"}, "POST");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body, R"({"code":500,"message":"Internal Server Error",})");
}

TEST(MalformedJsonFault, CopesWithAnyBody) {
  const Request request{.method = "GET", .target = "/"};
  Response empty;
  AnswerFault answer{empty, request, failure};
  fault_of(R"({"type": "malformed_json", "form": "comma"})")->on_answer(answer, {kFaultDraws});
  EXPECT_EQ(empty.body, ",");
}

}  // namespace
}  // namespace wavespeed_mock::malformed_json_test

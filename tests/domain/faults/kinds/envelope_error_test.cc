#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::envelope_error_test {
namespace {

TEST(EnvelopeErrorFault, SucceedsForHttpOnly) {
  const Response response = spoiled({"envelope_error"});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"code":500,"message":"Internal Server Error","data":null})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
  EXPECT_EQ(spoiled({R"({"type": "envelope_error", "code": 429, "message": "Later"})"}).body,
            R"({"code":429,"message":"Later","data":null})");
  EXPECT_TRUE(fault_of("envelope_error")->takes_answer());
}

TEST(EnvelopeErrorFault, IsNoSuccess) {
  EXPECT_EQ(fault_complaint(R"({"type": "envelope_error", "code": 200})"),
            "here: field \"code\": 200 is not an error; null_data is success without data");
}

}  // namespace
}  // namespace wavespeed_mock::envelope_error_test

#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::gateway_test {
namespace {

TEST(GatewayFault, IsAPage) {
  const Response response = spoiled({"gateway"});
  EXPECT_EQ(response.status, 502);
  EXPECT_EQ(response.headers.get("Content-Type"), "text/html");
  EXPECT_NE(response.body.find("<h1>502 Bad Gateway</h1>"), std::string::npos);
  EXPECT_TRUE(fault_of("gateway")->takes_answer());
}

TEST(GatewayFault, IsTheEnvelope) {
  const Response response =
      spoiled({R"({"type": "gateway", "status": 504, "form": "json"})"}, "POST");
  EXPECT_EQ(response.status, 504);
  EXPECT_EQ(response.body, R"({"code":504,"message":"Gateway Timeout"})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
}

TEST(GatewayFault, SaysWhatIsWrong) {
  EXPECT_EQ(fault_complaint(R"({"type": "gateway", "status": 500})"),
            R"(here: field "status": must be one of 502, 503, 504, not 500)");
  EXPECT_EQ(fault_complaint(R"({"type": "gateway", "form": "xml"})"),
            R"(here: field "form": must be one of "html", "json", not "xml")");
}

}  // namespace
}  // namespace wavespeed_mock::gateway_test

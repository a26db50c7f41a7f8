#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::wrong_content_type_test {
namespace {

TEST(WrongContentTypeFault, LeavesTheBodyAlone) {
  const Response response = spoiled({"wrong_content_type"});
  EXPECT_EQ(response.headers.get("Content-Type"), "text/html");
  EXPECT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.body, kFaultlessBody);
  EXPECT_EQ(spoiled({R"({"type": "wrong_content_type", "content_type": "image/png"})"})
                .headers.get("Content-Type"),
            "image/png");
  EXPECT_FALSE(fault_of("wrong_content_type")->takes_answer());
}

}  // namespace
}  // namespace wavespeed_mock::wrong_content_type_test

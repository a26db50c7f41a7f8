#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::null_data_test {
namespace {

TEST(NullDataFault, SucceedsWithoutData) {
  const Response response = spoiled({"null_data"});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"code":200,"message":"success","data":null})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/json");
  EXPECT_TRUE(fault_of("null_data")->takes_answer());
}

}  // namespace
}  // namespace wavespeed_mock::null_data_test

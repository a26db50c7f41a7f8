// JSON that is nested deeper than 64 levels: as inputs of a load test, and as answers of its
// target.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "load_generator/encoded_requests.h"
#include "load_generator/task_answer.h"
#include "support/domain_error.h"
#include "support/nested_json.h"

namespace wavespeed_mock::load::deep_json_test {
namespace {

using ::testing::StartsWith;

TEST(DeepJson, IsNotATask) {
  EXPECT_FALSE(read_task_answer(endless_json()));
  EXPECT_FALSE(says_completed(endless_json()));
  EXPECT_THAT(message_in(endless_json(), ""), StartsWith("[[[")) << "shown as it is";
}

TEST(DeepJson, IsRefusedAsInputs) {
  Plan plan;
  plan.target = "http://api.test";
  plan.inputs = R"({"prompt":)" + endless_json() + "}";
  EXPECT_THAT(error_of([&] { EncodedRequests texts(plan); }),
              StartsWith(std::string("option --inputs: ") + kTooDeep));
}

}  // namespace
}  // namespace wavespeed_mock::load::deep_json_test

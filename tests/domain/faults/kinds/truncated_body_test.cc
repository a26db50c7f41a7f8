#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::truncated_body_test {
namespace {

std::optional<std::uint64_t> kept(const std::string& fault) {
  const DeliveryPlan plan = spoiled({fault}).delivery;
  EXPECT_EQ(plan.ending, Ending::close);
  return plan.body_bytes;
}

TEST(TruncatedBodyFault, KeepsHalfUnlessToldOtherwise) {
  EXPECT_EQ(kept("truncated_body"), kFaultlessBody.size() / 2);
  EXPECT_EQ(kept(R"({"type": "truncated_body", "fraction": 0.1})"), kFaultlessBody.size() / 10);
  EXPECT_EQ(kept(R"({"type": "truncated_body", "fraction": 0})"), 0U);
  EXPECT_EQ(kept(R"({"type": "truncated_body", "bytes": 7})"), 7U);
  EXPECT_FALSE(fault_of("truncated_body")->takes_answer());
}

TEST(TruncatedBodyFault, AlwaysLosesSomething) {
  EXPECT_EQ(kept(R"({"type": "truncated_body", "fraction": 1})"), kFaultlessBody.size() - 1);
  EXPECT_EQ(kept(R"({"type": "truncated_body", "bytes": 100000})"), kFaultlessBody.size() - 1);
  const Request request{.method = "GET", .target = "/"};
  Response empty;
  AnswerFault answer{empty, request, failure};
  fault_of("truncated_body")->on_answer(answer, {kFaultDraws});
  EXPECT_EQ(empty.delivery.body_bytes, 0U);
}

TEST(TruncatedBodyFault, SaysWhatIsWrong) {
  EXPECT_EQ(fault_complaint(R"({"type": "truncated_body", "fraction": 1.5})"),
            R"(here: field "fraction": must be a number from 0.0 to 1.0, not 1.5)");
  EXPECT_EQ(fault_complaint(R"({"type": "truncated_body", "bytes": -1})").substr(0, 45),
            R"(here: field "bytes": must be a whole number f)");
}

}  // namespace
}  // namespace wavespeed_mock::truncated_body_test

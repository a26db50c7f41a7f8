#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::rate_limited_test {
namespace {

TEST(RateLimitedFault, AsksToComeAgainInASecond) {
  const Response response = spoiled({"rate_limited"}, "POST");
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.body, R"({"code":429,"message":"Too Many Requests"})");
  EXPECT_EQ(response.headers.get("Retry-After"), "1");
  EXPECT_TRUE(fault_of("rate_limited")->takes_answer());
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

TEST(RateLimitedFault, LeavesTheTimeToTheClient) {
  const Response response =
      spoiled({R"({"type": "rate_limited", "form": "none", "message": "Slow down"})"});
  EXPECT_EQ(response.headers.find("Retry-After"), nullptr);
  EXPECT_EQ(response.body, R"({"code":429,"message":"Slow down","error":"Slow down"})");
}

}  // namespace
}  // namespace wavespeed_mock::rate_limited_test

#include "domain/models/task_errors.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

namespace wavespeed_mock::task_errors_test {
namespace {

TEST(TaskErrors, AreRefundedWhenTheServiceIsAtFault) {
  struct Case {
    int code;
    bool refunded;
    std::string_view what;
  };
  const std::vector<Case> cases = {
      {1200, false, "content moderation"},
      {1400, false, "parameter missing"},
      {1401, false, "parameter invalid"},
      {1402, false, "media cannot be fetched"},
      {1403, true, "execution failed"},
      {1405, true, "task failed"},
      {1406, false, "account"},
      {1407, false, "insufficient credits"},
      {5000, true, "internal"},
      {5003, true, "unavailable"},
      {5004, true, "timed out"},
  };
  std::set<int> codes;
  for (const Case& c : cases) {
    codes.insert(c.code);
    EXPECT_TRUE(is_task_error_code(c.code)) << c.what;
    EXPECT_EQ(is_refunded(c.code), c.refunded) << c.what;
  }
  for (int code = -1; code < 10'000; ++code) {
    if (codes.contains(code)) continue;
    EXPECT_FALSE(is_task_error_code(code)) << code;
    EXPECT_FALSE(is_refunded(code)) << code;
    EXPECT_EQ(task_error_text(code), "");
  }
  EXPECT_EQ(std::set<int>(task_error_codes().begin(), task_error_codes().end()), codes);
  for (const int code : codes) EXPECT_NE(task_error_text(code), "") << code;
  // Not 1200, although its low half is.
  EXPECT_FALSE(is_task_error_code((std::int64_t{1} << 32) + 1200));
}

}  // namespace
}  // namespace wavespeed_mock::task_errors_test

#include "runner/variables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "support/scripted_target.h"

namespace wavespeed_mock::variables_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;

class VariablesTest : public ::testing::Test {
 protected:
  ScriptedTarget target_{[](const Request&) { return Response(); }};
  Variables variables_{target_};
};

TEST_F(VariablesTest, KeepTheirTypeExceptInsideText) {
  variables_.set("id", "00af");
  variables_.set("count", 3);
  variables_.set("list", {1, "a"});
  const json value = {
      {"a", "${id}"}, {"b", {"${count}", "x${count}y${id}"}}, {"c", "${list}"}, {"d", 1.5}};
  const json expected = {{"a", "00af"}, {"b", {3, "x3y00af"}}, {"c", {1, "a"}}, {"d", 1.5}};
  EXPECT_EQ(variables_.resolved(value), expected);
  EXPECT_EQ(variables_.resolved_text("${count}"), "3");
  EXPECT_EQ(variables_.resolved_text("/a/${id}?b=$1{}"), "/a/00af?b=$1{}");
  variables_.set("id", "other");
  EXPECT_EQ(variables_.resolved_text("${id}"), "other");
}

TEST_F(VariablesTest, IncludeTheTarget) {
  EXPECT_EQ(variables_.resolved_text("${base_url}/x"), "http://scripted.test:81/x");
  EXPECT_EQ(variables_.resolved_text("Bearer ${key}"), "Bearer very-secret-key");
  EXPECT_EQ(variables_.resolved_text("${time}"), "2026-01-01T00:00:00.000000000Z");
  EXPECT_EQ(variables_.resolved_text("${time-7d}"), "2025-12-25T00:00:00.000000000Z");
  EXPECT_EQ(variables_.resolved_text("${date+25h}"), "2026-01-02");
  EXPECT_EQ(variables_.resolved_text("${time_ms+1s}"), "1767225601000");
  target_.advance(std::chrono::hours(1));
  EXPECT_EQ(variables_.resolved_text("${time}"), "2026-01-01T01:00:00.000000000Z");
}

TEST_F(VariablesTest, AreCheckedBeforeUse) {
  EXPECT_THAT(Variables::names_in({{"a", "${x} and ${time-7d}"}, {"b", {1, "${y}", nullptr}}}),
              ElementsAre("x", "time-7d", "y"));
  for (const char* name : {"key", "base_url", "time", "time-7d", "time_ms+1h", "date"}) {
    EXPECT_TRUE(Variables::is_builtin(name)) << name;
  }
  for (const char* name : {"id", "", "time-7", "time-", "key-1d", "times"}) {
    EXPECT_FALSE(Variables::is_builtin(name)) << name;
  }
  EXPECT_THROW(variables_.resolved_text("${unknown}"), std::out_of_range);
}

}  // namespace
}  // namespace wavespeed_mock::variables_test

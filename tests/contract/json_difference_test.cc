#include "contract/json_difference.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wavespeed_mock::json_difference_test {
namespace {

using nlohmann::json;

std::string shown(const std::vector<JsonDifference>& differences) {
  std::string text;
  for (const JsonDifference& difference : differences) {
    text += difference.path + ": " + difference.before + " -> " + difference.after + '\n';
  }
  return text;
}

TEST(JsonDifference, NamesEachFieldWithBothValues) {
  const json before = {{"a", 1}, {"b", {{"c", {1, 2}}, {"d", "x"}}}, {"gone", true}};
  const json after = {{"a", "1"}, {"b", {{"c", {1, 3, 4}}, {"d", "x"}}}, {"new", nullptr}};
  EXPECT_EQ(shown(json_differences(before, after)),
            "a: 1 -> \"1\"\n"
            "b.c[1]: 2 -> 3\n"
            "b.c[2]: nothing -> 4\n"
            "gone: true -> nothing\n"
            "new: nothing -> null\n");
  EXPECT_EQ(shown(json_differences(json(1), json::array())), ": 1 -> []\n");
}

TEST(JsonDifference, IsNothingBetweenEqualValues) {
  const json value = {{"a", {1, {{"b", nullptr}}}}};
  EXPECT_TRUE(json_differences(value, value).empty());
}

TEST(JsonDifference, IgnoresDifferencesThatTheCallerAccepts) {
  const auto numbers = [](const json& before, const json& after) {
    return before.is_number() && after.is_number();
  };
  EXPECT_EQ(shown(json_differences({{"a", 1}, {"b", 1}}, {{"a", 2}, {"b", "1"}}, numbers)),
            "b: 1 -> \"1\"\n");
}

TEST(JsonDifference, StopsAtTheLimit) {
  EXPECT_EQ(json_differences(json::array({1, 2, 3}), json::array({4, 5, 6}), {}, 2).size(), 2U);
  EXPECT_EQ(json_differences({{"a", 1}, {"b", 1}}, json::object(), {}, 1).size(), 1U);
}

}  // namespace
}  // namespace wavespeed_mock::json_difference_test

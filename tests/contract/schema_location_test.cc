#include "contract/schema_location.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/small_contract.h"

namespace wavespeed_mock::schema_location_test {
namespace {

constexpr const char* kTask = "/components/schemas/Task";

std::string expected(const std::string& property) {
  return expectation(small_contract(), std::string(kTask) + "/properties/" + property);
}

TEST(ValuePath, IsReadable) {
  EXPECT_EQ(to_text(ValuePath{"data", "items", "0", "id"}), "data.items[0].id");
  EXPECT_EQ(to_text(ValuePath{"data", "[]"}), "data[]");
  EXPECT_EQ(to_text(ValuePath{}), "");
}

TEST(ValuePath, CanBeParsedAgain) {
  for (const ValuePath& path :
       {ValuePath{}, {"data"}, {"data", "items", "0", "id"}, {"data", "[]"}, {"[]", "a"}, {"7"}}) {
    EXPECT_EQ(parse_value_path(to_text(path)), path) << to_text(path);
  }
}

TEST(ValueAt, FindsNestedValues) {
  const nlohmann::json value = {{"a", {{"b", {1, 2}}}}};

  ASSERT_NE(value_at(value, {"a", "b", "1"}), nullptr);
  EXPECT_EQ(*value_at(value, {"a", "b", "1"}), 2);
  EXPECT_EQ(value_at(value, {}), &value);
  for (const ValuePath& lost :
       {ValuePath{"x"}, {"a", "b", "2"}, {"a", "b", "c"}, {"a", "b", "1", "d"}}) {
    EXPECT_EQ(value_at(value, lost), nullptr) << to_text(lost);
  }
}

TEST(SchemaAt, FindsTheSchemaOfANestedValue) {
  const auto location = [](const ValuePath& path) {
    return schema_at(small_contract(), "/components/schemas/TaskEnvelope", path).value_or("none");
  };
  EXPECT_EQ(location({}), "/components/schemas/TaskEnvelope");
  EXPECT_EQ(location({"data"}), kTask);
  EXPECT_EQ(location({"data", "outputs", "1"}), std::string(kTask) + "/properties/outputs/items");
  EXPECT_EQ(location({"data", "children", "[]", "id"}), std::string(kTask) + "/properties/id");
  EXPECT_EQ(location({"data", "inputs", "prompt"}),
            std::string(kTask) + "/properties/inputs/properties/prompt");
  EXPECT_EQ(location({"data", "size"}), std::string(kTask) + "/properties/size");
  EXPECT_EQ(location({"data", "inputs", "x"}), "none");
  EXPECT_EQ(location({"data", "unknown"}), "none");
  EXPECT_EQ(location({"data", "id", "0"}), "none");
}

TEST(Expectation, DescribesWhatASchemaRequires) {
  EXPECT_EQ(expected("id"), "a string that matches ^[0-9a-f]{4}$");
  EXPECT_EQ(expected("status"), R"("created" or "completed")");
  EXPECT_EQ(expected("created_at"), "a string with a time such as 2026-01-01T00:00:00Z");
  EXPECT_EQ(expected("day"), "a string or null with a date such as 2026-01-01");
  EXPECT_EQ(expected("count"), "an integer from 0 to 4");
  EXPECT_EQ(expected("ratio"), "a number above 0");
  EXPECT_EQ(expected("outputs"), "an array of at most 2 items");
  EXPECT_EQ(expected("size"), "a string or an integer");
  EXPECT_EQ(expected("inputs"), "an object");
  EXPECT_EQ(expectation(small_contract(), "/components/schemas/TaskEnvelope/properties/code"),
            "200");
  EXPECT_EQ(expectation(small_contract(), "/nowhere"), "anything");
}

TEST(KindOf, NamesTheTypeOfAValue) {
  EXPECT_EQ(kind_of(1), "an integer");
  EXPECT_EQ(kind_of(1.5), "a number");
  EXPECT_EQ(kind_of("x"), "a string");
  EXPECT_EQ(kind_of(nullptr), "null");
  EXPECT_EQ(kind_of(nlohmann::json::array()), "an array");
}

}  // namespace
}  // namespace wavespeed_mock::schema_location_test

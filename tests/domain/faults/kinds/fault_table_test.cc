#include <gtest/gtest.h>

#include <set>

#include "support/domain_faults.h"

namespace wavespeed_mock::fault_table_test {
namespace {

using nlohmann::ordered_json;

TEST(FaultTable, NamesEachTypeOnce) {
  const auto types = fault_types();
  EXPECT_EQ(std::set(types.begin(), types.end()).size(), types.size());
  for (const std::string_view type : types) {
    EXPECT_EQ(fault_of(std::string(type))->type(), type);
    EXPECT_NE(fault_meaning(type), "");
  }
}

TEST(FaultTable, ParsesWhatItWrites) {
  for (const std::string_view type : fault_types()) {
    const ordered_json written = to_json(*fault_of(std::string(type)));
    EXPECT_EQ(written["type"], type);
    EXPECT_EQ(to_json(*fault_of(written.dump())), written);
  }
}

// Every field that the schema knows can be given, and comes back.
TEST(FaultTable, AcceptsTheFieldsOfItsSchemas) {
  for (const std::string_view type : fault_types()) {
    const ordered_json schema = fault_schema(type);
    EXPECT_EQ(schema["properties"]["type"], ordered_json({{"const", type}}));
    EXPECT_EQ(schema["required"], ordered_json({"type"}));
    const ordered_json written = to_json(*fault_of(std::string(type)));
    for (const auto& [name, field] : schema["properties"].items()) {
      if (name == "type") continue;
      EXPECT_NE(field["description"], "") << type << " " << name;
      if (field.contains("default")) {
        EXPECT_EQ(written.value(name, ordered_json()), field["default"]) << type << " " << name;
      } else {
        EXPECT_FALSE(written.contains(name)) << type << " " << name;
      }
    }
    for (const auto& [name, value] : written.items()) {
      EXPECT_TRUE(schema["properties"].contains(name)) << type << " " << name;
    }
  }
}

TEST(FaultTable, ExplainsInvalidFaults) {
  EXPECT_EQ(fault_error("rate_limit"),
            R"(here: "rate_limit" is not a type of fault; did you mean "rate_limited"?)");
  EXPECT_EQ(fault_error("explosion"),
            R"(here: "explosion" is not a type of fault; see docs/faults.md)");
  EXPECT_EQ(fault_error("{}"), R"(here: field "type" is missing)");
  EXPECT_EQ(fault_error(R"({"type": 3})"), "here: 3 is not a type of fault; see docs/faults.md");
  EXPECT_EQ(fault_error("[]"), "here: must be an object, not []");
  EXPECT_EQ(fault_error(R"({"type": "error", "satus": 500})"),
            R"(here: field "satus" is not known; did you mean "status"?)");
}

}  // namespace
}  // namespace wavespeed_mock::fault_table_test

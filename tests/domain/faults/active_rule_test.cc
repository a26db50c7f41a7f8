#include "domain/faults/active_rule.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "domain/faults/fault_rule_reader.h"

namespace wavespeed_mock::active_rule_test {
namespace {

using nlohmann::json;

constexpr std::string_view kRoutes[] = {"submit", "result"};

ActiveRule rule_of(std::string_view text) {
  return {read_fault_rule(json::parse(text), "f.json: faults[0]", kRoutes), {}};
}

TEST(ActiveRule, IsWrittenAsItWasRead) {
  const std::string text =
      R"({"id":"a.b-c_1","route":["submit","GET /api/v3/balance"],"method":"POST","model":"mock/*",)"
      R"("header":{"name":"X-A","contains":"b"},"prompt":"cat","after":1,"first":2,"every":3,"times":4,)"
      R"("probability":0.5,"from":"1s","until":"1m"})";
  json with_fault = json::parse(text);
  with_fault["fault"] = "malformed_json";
  const auto out = rule_of(with_fault.dump()).to_json();
  EXPECT_EQ(out["fault"]["type"], "malformed_json");
  EXPECT_EQ(out["commit"], "after");
  auto rest = out;
  rest.erase("fault");
  rest.erase("commit");
  EXPECT_EQ(rest.dump(), text);
  EXPECT_EQ(rule_of(out.dump()).to_json(), out);
  EXPECT_EQ(rule_of(R"({"faults": ["delay", "error"]})").to_json()["faults"].size(), 2);
}

TEST(ActiveRule, HidesItsKey) {
  const auto out = rule_of(R"({"fault": "error", "key": "my-secret-key"})").to_json();
  EXPECT_EQ(out["key"], "…");
  EXPECT_EQ(out.dump().find("my-secret-key"), std::string::npos);
}

TEST(FaultHash, StaysTheSame) {
  EXPECT_EQ(fault_hash(""), 0xcbf29ce484222325);
  EXPECT_EQ(fault_hash("a"), 0xaf63dc4c8601ec8c);
}

}  // namespace
}  // namespace wavespeed_mock::active_rule_test

#include "cli/file_kind.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli::file_kind_test {
namespace {

// The kind, or the error.
std::string kind_of(const std::string& text) {
  try {
    return std::string(kind_name(kind_of_text(text, "f.json")));
  } catch (const ConfigError& error) {
    return error.what();
  }
}

TEST(FileKind, FollowsFromTheContent) {
  struct Case {
    std::string text;
    std::string kind;
  };
  const std::vector<Case> cases = {
      {R"({"port": 0})", "config"},
      {R"({"clock": "manual"})", "config"},
      {R"({"scenario": "busy", "fixtures": "f"})", "config"},
      {R"({"models": []})", "fixture"},
      {R"({"models": [{"model_id": "acme/a"}]})", "fixture"},
      {R"({"models": "live.json"})", "config"},
      {R"({"models": ["live.json"]})", "config"},
      {R"({"accounts": [], "faults": []})", "fixture"},
      {"// Our own models.\n{\"tiers\": []}", "fixture"},
      {R"({"steps": []})", "scenario"},
      {R"({"clock": {"mode": "manual"}})", "scenario"},
      {R"({"name": "n", "accounts": [], "faults": []})", "scenario"},
      {R"({"cases": []})", "contract-case"},
      {"{\"wavespeed_mock_transcript\": 1}\n{\"at\": 1}\n", "transcript"},
      {R"({"portt": 0, "latency": "instant"})", "config"},
      {R"({"$schema": "config.schema.json", "models": []})", "config"},
      {R"({"$schema": "/usr/share/x/fixtures.schema.json"})", "fixture"},
      {R"({"$schema": "scenario.schema.json", "faults": []})", "scenario"},
      {R"({"$schema": "other.json", "faults": []})", "fixture"},
  };
  for (const Case& c : cases) EXPECT_EQ(kind_of(c.text), c.kind) << c.text;
}

TEST(FileKind, IsAnErrorWhenUnclear) {
  const std::string kinds =
      "f.json: is not a config, fixture, scenario, contract-case or transcript file: ";
  const std::string way = "; --as says what it should be";
  EXPECT_EQ(kind_of("{}"), kinds + "it has no fields" + way);
  EXPECT_EQ(kind_of(R"({"a": 1})"), kinds + R"(none of them has a field "a")" + way);
  EXPECT_EQ(kind_of(R"({"latncy": "instant"})"),
            kinds + R"(none of them has a field "latncy" (did you mean "latency"?))" + way);
  EXPECT_EQ(kind_of("[1]"), "f.json: must be a JSON object, not [1]");
  EXPECT_EQ(kind_of("models: []").substr(0, 38), "f.json: is not valid JSON: at line 1, ");
}

}  // namespace
}  // namespace wavespeed_mock::cli::file_kind_test

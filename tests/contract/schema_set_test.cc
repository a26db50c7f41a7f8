#include "contract/schema_set.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "support/small_contract.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::schema_set_test {
namespace {

using nlohmann::json;

constexpr const char* kEnvelope = "/components/schemas/TaskEnvelope";

json task() {
  return {{"code", 200},
          {"data",
           {{"id", "00af"},
            {"status", "created"},
            {"created_at", "2025-05-19T06:09:15.948268264Z"},
            {"day", nullptr},
            {"count", 1},
            {"ratio", 1},
            {"outputs", {"a"}},
            {"size", 4},
            {"inputs", {{"prompt", "x"}, {"seed", 1}}},
            {"children", json::array()}}}};
}

// "kind path: problem" of each.
std::string problems(const json& value, UnknownFields unknown = UnknownFields::reported) {
  const SchemaSet schemas(small_contract(), unknown);
  std::string text;
  for (const SchemaProblem& problem : schemas.check(kEnvelope, value)) {
    text += to_text(problem.kind) + ' ' + to_text(problem.path) + ": " + problem.problem + '\n';
  }
  return text;
}

std::string problems_with(const char* field, const json& value) {
  json envelope = task();
  envelope["data"][field] = value;
  return problems(envelope);
}

TEST(SchemaSet, AcceptsValidValues) {
  EXPECT_EQ(problems(task()), "");
}

TEST(SchemaSet, NamesMissingFields) {
  json value = task();
  value["data"].erase("id");
  EXPECT_EQ(problems(value),
            "missing data.id: is missing; it must be a string that matches ^[0-9a-f]{4}$\n");
  EXPECT_EQ(problems({{"code", 200}}), "missing data: is missing; it must be an object\n");
}

TEST(SchemaSet, NamesUnknownFields) {
  json value = task();
  value["data"]["outputz"] = 1;
  EXPECT_EQ(problems(value),
            "unknown data.outputz: is not documented; did you mean \"outputs\"?\n");
  EXPECT_EQ(problems(value, UnknownFields::allowed), "");
  value["more"] = 1;
  value["data"]["children"] = {{{"id", 5}, {"status", "created"}, {"one", 1}, {"two", 2}}};
  EXPECT_EQ(problems(value),
            "unknown data.children[0].one: is not documented\n"
            "unknown data.children[0].two: is not documented\n"
            "unknown data.outputz: is not documented; did you mean \"outputs\"?\n"
            "unknown more: is not documented\n"
            "type data.children[0].id: must be a string that matches ^[0-9a-f]{4}$, not 5\n");
}

TEST(SchemaSet, NamesWrongTypesAndValues) {
  EXPECT_EQ(problems_with("count", "1"),
            "type data.count: must be an integer from 0 to 4, not \"1\"\n");
  EXPECT_EQ(problems_with("count", 1.5),
            "type data.count: must be an integer from 0 to 4, not 1.5\n");
  EXPECT_EQ(problems_with("count", 5), "value data.count: must be an integer from 0 to 4, not 5\n");
  EXPECT_EQ(problems_with("status", "lost"),
            "value data.status: must be \"created\" or \"completed\", not \"lost\"\n");
  EXPECT_EQ(problems_with("id", "00AF"),
            "value data.id: must be a string that matches ^[0-9a-f]{4}$, not \"00AF\"\n");
  EXPECT_EQ(problems_with("day", "today"),
            "value data.day: must be a string or null with a date such as 2026-01-01, not "
            "\"today\"\n");
  EXPECT_EQ(problems_with("outputs", {"a", "b", "c"}),
            "value data.outputs: must be an array of at most 2 items, not [\"a\",\"b\",\"c\"]\n");
  EXPECT_EQ(problems_with("outputs", {1}), "type data.outputs[0]: must be a string, not 1\n");
  EXPECT_EQ(problems(json::array()), "type : must be an object, not []\n");
}

TEST(SchemaSet, ChecksTimes) {
  for (const char* const right : {"2025-05-19T06:09:15Z", "2025-05-19T06:09:15.1+02:00"}) {
    EXPECT_EQ(problems_with("created_at", right), "");
  }
  for (const char* const wrong : {"yesterday", "2025-05-19", "2025-05-19T06:09:15", "1763700000"}) {
    EXPECT_NE(problems_with("created_at", wrong), "") << wrong;
  }
}

TEST(SchemaSet, ReportsAFailedChoiceAsOneProblem) {
  EXPECT_EQ(problems_with("size", nullptr),
            "value data.size: must be a string or an integer, not null\n");
}

TEST(SchemaSet, LocatesProblemsInTheDocument) {
  json value = task();
  value["data"]["children"] = {{{"id", 5}, {"status", "created"}}};
  const SchemaSet schemas(small_contract(), UnknownFields::allowed);

  const auto found = schemas.check(kEnvelope, value);

  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(to_text(found[0].path), "data.children[0].id");
  EXPECT_EQ(found[0].schema, "/components/schemas/Task/properties/id");
}

TEST(SchemaSet, NamesAHundredUnknownFieldsAndCountsTheOthers) {
  json value = task();
  for (int i = 0; i < 100'000; ++i) value["data"]["outputz" + std::to_string(i)] = i;
  value["data"]["id"] = 5;
  const SchemaSet schemas(small_contract(), UnknownFields::reported);

  const auto found = schemas.check(kEnvelope, value);

  ASSERT_EQ(found.size(), 102U);
  EXPECT_EQ(to_text(found[0].path), "data.outputz0");
  EXPECT_EQ(to_text(found[100].path), "data.id");
  EXPECT_EQ(to_text(found[101].path), "");
  EXPECT_EQ(found[101].problem, "has 99900 more problems like these");
}

TEST(SchemaSet, NamesAHundredWrongValuesAndCountsTheOthers) {
  json value = task();
  value["data"]["outputs"] = json::array();
  for (int i = 0; i < 101; ++i) value["data"]["outputs"].push_back(i);
  const SchemaSet schemas(small_contract(), UnknownFields::reported);

  const auto found = schemas.check(kEnvelope, value);

  ASSERT_EQ(found.size(), 101U);
  EXPECT_EQ(found[100].problem, "has 2 more problems like these");
}

TEST(SchemaSet, JudgesLongTexts) {
  const std::string letters(5'000'000, 'A');
  const SchemaSet builtin(ContractDocument::builtin(), UnknownFields::reported);
  const char* const code = "/components/schemas/Failure/properties/error_code";

  EXPECT_TRUE(builtin.check(code, letters).empty());
  EXPECT_EQ(builtin.check(code, letters + 'a').size(), 1U);
}

TEST(SchemaSet, RefusesAMissingSchema) {
  const SchemaSet schemas(small_contract(), UnknownFields::allowed);
  EXPECT_THROW(schemas.check("/components/schemas/Lost", 1), ConfigError);
  EXPECT_THROW(schemas.check("/components/schemas/Lost", 1), ConfigError);
}

TEST(SchemaSet, IsThreadSafe) {
  const SchemaSet schemas(small_contract(), UnknownFields::allowed);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 20; ++n) EXPECT_TRUE(schemas.check(kEnvelope, task()).empty());
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace wavespeed_mock::schema_set_test

// The route table and the contract list the same endpoints, and the document follows the
// conventions that the code relies on.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <tuple>

#include "app/route_table.h"
#include "contract/contract_check.h"
#include "contract/document.h"

namespace wavespeed_mock::route_table_contract_test {
namespace {

using nlohmann::json;

const ContractDocument& contract() {
  return ContractDocument::builtin();
}

// "POST /api/v3/balance with key"
std::string line(std::string_view method, std::string_view pattern, bool needs_key) {
  return std::string(method) + ' ' + std::string(pattern) + (needs_key ? " with key" : "");
}

TEST(RouteTable, MatchesTheContract) {
  std::set<std::string> served;
  for (const Route& route : routes()) {
    served.insert(line(route.method, route.pattern, route.owner == Owner::key));
  }
  std::set<std::string> documented;
  for (const Operation& operation : contract().operations()) {
    documented.insert(line(operation.method, operation.pattern, operation.needs_key));
  }
  for (const std::string& route : served) {
    EXPECT_TRUE(documented.contains(route)) << "not in contracts/openapi.json: " << route;
  }
  for (const std::string& operation : documented) {
    EXPECT_TRUE(served.contains(operation)) << "not in app/route_table.cc: " << operation;
  }
}

TEST(RouteTable, HasRoomForEveryValueOfItsPaths) {
  for (const Route& route : routes()) {
    EXPECT_LE(PathPattern(route.pattern).value_count(), std::tuple_size_v<PathValues>)
        << route.pattern;
  }
}

TEST(Contract, NamesTheSourceOfEveryOperation) {
  for (const Operation& operation : contract().operations()) {
    EXPECT_TRUE(std::filesystem::is_regular_file(std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) /
                                                 operation.source))
        << operation.id << ": x-source \"" << operation.source << "\" is not a file";
  }
}

TEST(Contract, MarksOnlySubmissionsAsPaid) {
  for (const Operation& operation : contract().operations()) {
    EXPECT_EQ(operation.paid, operation.id.starts_with("submitTask")) << operation.id;
  }
}

// Calls `visit` with each schema, including nested ones, and its place.
void for_each_schema(const json& schema, const std::string& index,
                     const std::function<void(const json&, const std::string&)>& visit) {
  if (!schema.is_object()) return;
  visit(schema, index);
  if (schema.contains("properties")) {
    for (const auto& [name, property] : schema["properties"].items()) {
      for_each_schema(property, index + "/properties/" + name, visit);
    }
  }
  for (const char* const key : {"items", "additionalProperties"}) {
    if (schema.contains(key)) for_each_schema(schema[key], index + '/' + key, visit);
  }
  for (const char* const key : {"oneOf", "anyOf"}) {
    if (!schema.contains(key)) continue;
    for (const json& choice : schema[key]) for_each_schema(choice, index + '/' + key, visit);
  }
}

void for_each_part(const json& node, const std::string& index,
                   const std::function<void(const json&, const std::string&)>& visit) {
  visit(node, index);
  if (!node.is_structured()) return;
  for (const auto& [key, part] : node.items()) {
    if (key != "examples" && key != "example") {
      for_each_part(part, index + pointer_segment(key), visit);
    }
  }
}

TEST(Contract, HasNoBrokenReference) {
  for_each_part(contract().root(), "", [](const json& node, const std::string& index) {
    if (!node.is_object() || !node.contains("$ref") || !node["$ref"].is_string()) return;
    std::string pointer = index;
    EXPECT_NE(contract().at(pointer), nullptr) << index << ": " << node["$ref"];
  });
}

TEST(Contract, UsesOnlyKeywordsThatTheValidatorSupports) {
  const std::set<std::string> known = {"$ref",
                                       "type",
                                       "properties",
                                       "required",
                                       "items",
                                       "enum",
                                       "const",
                                       "minimum",
                                       "maximum",
                                       "exclusiveMinimum",
                                       "minItems",
                                       "maxItems",
                                       "minLength",
                                       "maxLength",
                                       "pattern",
                                       "format",
                                       "additionalProperties",
                                       "oneOf",
                                       "anyOf",
                                       "description",
                                       "title",
                                       "default",
                                       "examples"};
  const auto check = [&](const json& part, const std::string& index) {
    for (const auto& [keyword, unused] : part.items()) {
      EXPECT_TRUE(known.contains(keyword) || keyword.starts_with("x-")) << index << ": " << keyword;
    }
    // A field without a type would accept any value.
    const bool typed = part.contains("type") || part.contains("$ref") || part.contains("enum") ||
                       part.contains("const") || part.contains("oneOf");
    EXPECT_TRUE(typed) << index << " has no type";
  };
  for (const auto& [name, schema] : contract().root()["components"]["schemas"].items()) {
    for_each_schema(schema, name, check);
  }
  // Includes the schemas of parameters, headers and bodies.
  for_each_part(contract().root(), "", [&](const json& node, const std::string& index) {
    const bool holds_schema = node.is_object() && node.contains("schema");
    if (holds_schema) for_each_schema(node["schema"], index + "/schema", check);
  });
}

// Drift reports name the schema of a response.
TEST(Contract, NamesTheSchemaOfEveryJsonAnswer) {
  for (const Operation& operation : contract().operations()) {
    std::string pointer = operation.pointer + "/responses";
    for (const auto& [status, unused] : contract().at(pointer)->items()) {
      std::string answer = operation.pointer + "/responses/" + status;
      const json& response = *contract().at(answer);
      if (!response.contains("content") || !response["content"].contains("application/json")) {
        continue;
      }
      const json& schema = response["content"]["application/json"]["schema"];
      EXPECT_TRUE(schema.contains("$ref")) << operation.id << ' ' << status;
    }
  }
}

TEST(Contract, HasValidExamples) {
  const SchemaSet schemas(contract(), UnknownFields::reported);
  int count = 0;
  for_each_part(contract().root(), "", [&](const json& node, const std::string& index) {
    if (!node.is_object() || !node.contains("schema") || !node.contains("examples")) return;
    for (const auto& [name, unused] : node["examples"].items()) {
      std::string pointer = index + "/examples" + pointer_segment(name) + "/value";
      const json* const value = contract().at(pointer);
      ASSERT_NE(value, nullptr) << index << ": the example " << name << " has no value";
      for (const SchemaProblem& problem : schemas.check(index + "/schema", *value)) {
        ADD_FAILURE() << index << ": the example " << name << ": " << to_text(problem.path) << ' '
                      << problem.problem;
      }
      ++count;
    }
  });
  EXPECT_GT(count, 50);
}

TEST(Contract, DescribesEveryAnswer) {
  for (const Operation& operation : contract().operations()) {
    const auto outcomes = contract().outcomes(operation);
    EXPECT_FALSE(outcomes.empty()) << operation.id;
    std::set<std::pair<int, std::string>> seen;
    for (const auto& [status, name] : outcomes) {
      EXPECT_TRUE(seen.emplace(status, name).second) << operation.id << ": " << name << " twice";
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::route_table_contract_test

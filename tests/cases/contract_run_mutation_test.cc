// Changes one field of one response at a time, and checks that a case fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "contract/document.h"
#include "support/changed_target.h"

namespace wavespeed_mock::contract_run_mutation_test {
namespace {

using nlohmann::ordered_json;

// The contract has these keywords of a request schema; the others are up to the model.
bool is_of_every_schema(const std::string& keyword) {
  const std::set<std::string> keywords = {"type", "required", "properties", "x-order-properties"};
  return keywords.contains(keyword);
}

// The path of every field in the response, such as "data.items[].id". Elements of a list share one.
void collect_locations(const ordered_json& value, const std::string& location,
                       std::set<std::string>& locations) {
  if (!location.empty() && !location.ends_with("[]")) locations.insert(location);
  // The inputs of a model and the fields of a fault are not part of the contract.
  if (location.ends_with(".request_schema.properties") || location == "data.types[].schema") return;
  if (value.is_object()) {
    for (const auto& [key, part] : value.items()) {
      if (location.ends_with(".request_schema") && !is_of_every_schema(key)) continue;
      collect_locations(part, location.empty() ? key : location + '.' + key, locations);
    }
  } else if (value.is_array()) {
    for (const ordered_json& part : value) collect_locations(part, location + "[]", locations);
  }
}

ordered_json of_another_type(const ordered_json& value) {
  if (value.is_string()) return 12345;
  if (value.is_object()) return ordered_json::array();
  return value.is_array() ? ordered_json::object() : ordered_json("x");
}

enum class Mutation { remove, retype };

// Changes every field at this path.
void mutate(ordered_json& value, std::string_view location, Mutation mutation) {
  if (location.starts_with("[]")) {
    location.remove_prefix(2);
    if (location.starts_with('.')) location.remove_prefix(1);
    if (!value.is_array()) return;
    for (ordered_json& part : value) mutate(part, location, mutation);
    return;
  }
  const std::size_t end = std::min(location.find_first_of(".["), location.size());
  const std::string key(location.substr(0, end));
  if (!value.is_object() || !value.contains(key)) return;
  if (end == location.size()) {
    if (mutation == Mutation::remove) {
      value.erase(key);
    } else {
      value[key] = of_another_type(value[key]);
    }
    return;
  }
  location.remove_prefix(end + (location[end] == '.' ? 1 : 0));
  mutate(value[key], location, mutation);
}

// The operation and the status of a response.
using Source = std::pair<std::string, int>;

Source source_of(const Request& request, const Response& response) {
  const Operation* const operation =
      ContractDocument::builtin().find(request.method, path_of(request.target));
  return {operation == nullptr ? "" : operation->id, response.status};
}

struct Answers {
  std::set<std::string> locations;
  std::vector<std::string> cases;  // the cases that get such a response
};

std::map<Source, Answers> all_answers() {
  std::map<Source, Answers> all;
  const auto target = memory_target();
  ContractOptions options;
  options.on_case = [&](const ContractCaseResult& result) {
    EXPECT_NE(result.verdict, ContractCaseResult::Verdict::failed) << result.name;
    for (const ContractStepResult& step : result.steps) {
      if (!step.response) continue;
      const auto body = ordered_json::parse(step.response->body, nullptr, false);
      if (body.is_discarded()) continue;
      Answers& answers = all[{step.operation, step.response->status}];
      collect_locations(body, "", answers.locations);
      if (answers.cases.empty() || answers.cases.back() != result.name) {
        answers.cases.push_back(result.name);
      }
    }
  };
  run_contract(*target, options);
  return all;
}

// Moves the case that notices to the front of `cases`: it is likely to notice the next mutation
// too.
bool is_caught(const Source& source, const std::string& location, Mutation mutation,
               std::vector<std::string>& cases) {
  ChangedTarget target([&](const Request& request, Response& response) {
    if (source_of(request, response) != source) return;
    ordered_json body = ordered_json::parse(response.body, nullptr, false);
    if (body.is_discarded()) return;
    mutate(body, location, mutation);
    // All models have the same fields; a few are a hundred times as quick.
    const auto data = body.find("data");
    if (source.first == "listModels" && data != body.end() && data->is_array()) {
      auto& models = data->get_ref<ordered_json::array_t&>();
      models.resize(std::min<std::size_t>(models.size(), 10));
    }
    response.body = body.dump();
  });
  const auto noticing = std::find_if(cases.begin(), cases.end(), [&](const std::string& name) {
    return run_contract_case(target, name).verdict == ContractCaseResult::Verdict::failed;
  });
  if (noticing == cases.end()) return false;
  std::rotate(cases.begin(), noticing, noticing + 1);
  return true;
}

// Mutations that no case can detect, with the reason: "operation status path".
const std::map<std::string, std::string> kReasonsToLive = {};

TEST(ContractCases, DetectEveryRemovedOrRetypedField) {
  std::size_t mutations = 0;
  std::size_t caught = 0;
  std::size_t reasoned = 0;
  auto all = all_answers();
  for (auto& [source, answers] : all) {
    // The contract document is checked by its lint and its own tests.
    if (source.first == "getContract") continue;
    for (const std::string& location : answers.locations) {
      for (const Mutation mutation : {Mutation::remove, Mutation::retype}) {
        const bool may_live = kReasonsToLive.contains(
            source.first + ' ' + std::to_string(source.second) + ' ' + location);
        ++mutations;
        if (is_caught(source, location, mutation, answers.cases)) {
          ++caught;
        } else if (may_live) {
          ++reasoned;
        } else {
          ADD_FAILURE() << source.first << ' ' << source.second << ": " << location << " can be "
                        << (mutation == Mutation::remove ? "removed" : "given another type")
                        << " and no case fails";
        }
      }
    }
  }
  RecordProperty("mutations", std::to_string(mutations));
  RecordProperty("caught", std::to_string(caught));
  std::cout << mutations << " mutations, " << caught << " caught, " << reasoned
            << " undetected for a known reason\n";
  EXPECT_GT(mutations, 500u);
  EXPECT_GE(caught * 100, mutations * 95);
}

}  // namespace
}  // namespace wavespeed_mock::contract_run_mutation_test

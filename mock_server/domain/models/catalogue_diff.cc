#include "domain/models/catalogue_diff.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "domain/models/model_facts_line.h"
#include "domain/models/request_schema.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Keywords for people and forms, which constrain nothing, as those that begin with "x-".
constexpr std::string_view kTexts[] = {"title",    "description", "examples",
                                       "$comment", "step",        "disabled"};

bool decides(std::string_view keyword) {
  return !keyword.starts_with("x-") && std::ranges::find(kTexts, keyword) == std::end(kTexts);
}

json rules_of(const ModelFacts& model) {
  return schema_with(parse_json(model.request_schema).value_or(json::object()), decides);
}

class Comparison {
 public:
  std::vector<ModelChange> run(const ModelFacts& before, const ModelFacts& after) {
    add("type", before.type, after.type);
    add("base_price", to_decimal(before.unit_price), to_decimal(after.unit_price));
    if (before.formula != after.formula) {
      add("formula", printed_formula(before.formula), printed_formula(after.formula));
    }
    if (before.request_schema != after.request_schema) {
      compare_schemas(rules_of(before), rules_of(after));
    }
    return std::move(changes_);
  }

 private:
  void add(std::string what, std::string before, std::string after) {
    if (before == after) return;
    changes_.push_back({std::move(what), std::move(before), std::move(after)});
  }

  static std::string text_of(const json& object, const std::string& key) {
    const auto value = object.find(key);
    return value == object.end() ? "" : value->dump();
  }

  void compare_schemas(json before, json after) {
    const json none = json::object();
    const json old_inputs = std::exchange(before["properties"], none);
    const json new_inputs = std::exchange(after["properties"], none);
    for (const std::string& name : keys_of(old_inputs, new_inputs)) {
      add("input " + text_quote(name), text_of(old_inputs, name), text_of(new_inputs, name));
    }
    for (const std::string& keyword : keys_of(before, after)) {
      add(text_quote(keyword), text_of(before, keyword), text_of(after, keyword));
    }
  }

  static std::set<std::string> keys_of(const json& one, const json& other) {
    std::set<std::string> keys;
    for (const json* const object : {&one, &other}) {
      if (!object->is_object()) continue;
      for (const auto& [key, value] : object->items()) keys.insert(key);
    }
    return keys;
  }

  std::vector<ModelChange> changes_;
};

using ById = std::unordered_map<std::string_view, const ModelFacts*>;

ById by_id(const std::vector<ModelFacts>& models) {
  ById by_id;
  for (const ModelFacts& model : models) by_id.emplace(model.id, &model);
  return by_id;
}

}  // namespace

CatalogueDiff diff_catalogues(const std::vector<ModelFacts>& before,
                              const std::vector<ModelFacts>& after) {
  CatalogueDiff diff;
  const ById old_models = by_id(before);
  for (const ModelFacts& model : after) {
    const auto old_model = old_models.find(model.id);
    if (old_model == old_models.end()) {
      diff.added.push_back(model);
      continue;
    }
    auto changes = Comparison().run(*old_model->second, model);
    if (!changes.empty()) diff.changed.push_back({model.id, std::move(changes)});
  }
  const ById new_models = by_id(after);
  for (const ModelFacts& model : before) {
    if (!new_models.contains(model.id)) diff.removed.push_back(model);
  }
  return diff;
}

}  // namespace wavespeed_mock

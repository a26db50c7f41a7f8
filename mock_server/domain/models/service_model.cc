#include "domain/models/service_model.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/quoting.h"
#include "domain/models/input_media.h"
#include "domain/models/model_id.h"
#include "domain/models/model_types.h"
#include "domain/models/pricing.h"
#include "domain/models/request_schema.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// More than any task costs.
constexpr double kHighestPriceUsd = 1e6;

class EntryReader {
 public:
  EntryReader(const json& entry, std::string where, std::vector<SchemaOddity>& oddities)
      : entry_(entry), where_(std::move(where)), oddities_(oddities) {}

  void note(std::string what) { oddities_.push_back({where_, std::move(what)}); }

  // The text named `key`; empty when it is absent. Another value is odd.
  std::string text(const char* key) {
    const auto it = entry_.find(key);
    if (it == entry_.end() || it->is_null()) return {};
    if (it->is_string()) return it->get<std::string>();
    note(text_quote(key) + " must be a text, not " + json_quote(*it));
    return {};
  }

  Money price(const char* key) {
    const auto it = entry_.find(key);
    if (it == entry_.end() || it->is_null()) {
      note("has no " + text_quote(key) + ": it costs nothing");
      return {};
    }
    const double usd = it->is_number() ? it->get<double>() : std::nan("");
    if (usd >= 0 && usd <= kHighestPriceUsd) return Money::from_usd(usd);
    note(text_quote(key) + " must be a number of dollars from 0 to 1000000, not " +
         json_quote(*it) + ": it costs nothing");
    return {};
  }

  // Null when the entry has none.
  const json* schema() {
    if (const auto flat = entry_.find("request_schema"); flat != entry_.end()) return &*flat;
    const auto outer = entry_.find("api_schema");
    if (outer == entry_.end() || !outer->is_object()) return nullptr;
    const auto list = outer->find("api_schemas");
    if (list == outer->end() || !list->is_array()) return nullptr;
    const auto run = std::ranges::find_if(*list, [](const json& each) {
      return each.is_object() && each.contains("request_schema") &&
             each.value("type", json("model_run")) == "model_run";
    });
    return run == list->end() ? nullptr : &run->at("request_schema");
  }

 private:
  const json& entry_;
  const std::string where_;
  std::vector<SchemaOddity>& oddities_;
};

}  // namespace

std::optional<ModelFacts> read_service_facts(const json& entry, const std::string& where,
                                             std::vector<SchemaOddity>& oddities) {
  if (!entry.is_object()) {
    oddities.push_back({where, "must be an object, not " + json_quote(entry) + ": it is left out"});
    return std::nullopt;
  }
  const auto id = entry.find("model_id");
  if (id == entry.end() || !id->is_string() || !is_model_id(id->get_ref<const std::string&>())) {
    const std::string given = id == entry.end() ? "is missing" : "cannot be " + json_quote(*id);
    oddities.push_back({where, "\"model_id\" " + given + ": the entry is left out"});
    return std::nullopt;
  }
  ModelFacts facts;
  facts.id = id->get<std::string>();
  EntryReader in(entry, where + ' ' + text_quote(facts.id), oddities);
  facts.type = in.text("type");
  if (facts.type.empty()) in.note("has no \"type\": it counts as one that makes images");
  facts.unit_price = in.price("base_price");
  facts.name = in.text("name");
  if (facts.name.empty()) facts.name = facts.id;
  facts.description = in.text("description");
  facts.is_older = entry.value("older", json(false)) == true;
  if (facts.description.empty()) {
    facts.description = description_of(facts.type, facts.id);
    if (facts.is_older) facts.description += " Older than the catalogue of June 2026.";
  }
  facts.formula = in.text("formula");
  const json* const schema = in.schema();
  if (schema == nullptr) in.note("has no request schema: it takes any inputs");
  facts.request_schema = request_schema_text(schema == nullptr ? json::object() : *schema);
  return facts;
}

std::optional<Model> load_service_model(const json& entry, const std::string& where,
                                        std::vector<SchemaOddity>& oddities) {
  auto facts = read_service_facts(entry, where, oddities);
  if (!facts) return std::nullopt;
  Model model{*std::move(facts)};
  EntryReader in(entry, where + ' ' + text_quote(model.id), oddities);
  const json* const schema = in.schema();
  if (schema != nullptr) {
    model.inputs = load_service_schema(
        *schema, where + ' ' + text_quote(model.id) + ": request_schema", oddities);
  }
  if (!model.formula.empty()) {
    try {
      set_price_formula(model, model.formula, schema == nullptr ? json::object() : *schema);
    } catch (const FormulaError& problem) {
      in.note("has a price formula that the mock cannot evaluate, " + std::string(problem.what()) +
              ": it costs its base price");
    }
  }
  model.output = output_of_type(model.type, model.id, takes_video(model.inputs));
  model.run_time = estimated_run_time(model.output, model.type, model.id);
  return model;
}

}  // namespace wavespeed_mock

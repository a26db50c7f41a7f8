#include "domain/models/model_facts_line.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text/json_parser.h"
#include "domain/models/request_schema.h"

namespace wavespeed_mock {
namespace {

// What forms and people need of a schema, and neither prices nor rules.
constexpr std::string_view kLeftOut[] = {
    "title",  "description",   "examples", "$comment",
    "x-hint", "x-placeholder", "x-rows",   "x-ui-component-props"};

bool is_fact(std::string_view keyword) {
  return std::ranges::find(kLeftOut, keyword) == std::end(kLeftOut);
}

}  // namespace

std::string printed_formula(const std::string& formula) {
  if (formula.empty()) return formula;
  try {
    return Formula::parse(formula).print();
  } catch (const FormulaError&) {
    return formula;
  }
}

std::string facts_line(const ModelFacts& model) {
  const nlohmann::json schema = parse_json(model.request_schema).value_or(nlohmann::json::object());
  nlohmann::ordered_json line = {{"model_id", model.id}, {"type", model.type}};
  if (model.is_older) line["older"] = true;
  line["base_price"] = model.unit_price.usd();
  line["formula"] = printed_formula(model.formula);
  line["request_schema"] = schema_with(schema, is_fact);
  return line.dump();
}

}  // namespace wavespeed_mock

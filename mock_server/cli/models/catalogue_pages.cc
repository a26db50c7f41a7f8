#include "cli/models/catalogue_pages.h"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/ascii.h"
#include "base/text/json_parser.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "cli/models/known_models.h"
#include "cli/models/model_page.h"
#include "domain/models/input_validation.h"
#include "domain/models/pricing.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

bool has_text(const ModelFacts& model, const std::string& wanted) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{model.id, model.type, model.description},
      [&](std::string_view text) { return lower(text).find(wanted) != std::string::npos; });
}

std::vector<ModelFacts> listed_models(const ModelsSettings& settings) {
  const KnownModels known(settings);
  const std::string wanted = settings.operands.empty() ? "" : lower(settings.operands[0]);
  std::vector<ModelFacts> models;
  std::vector<std::string> types;
  known.catalogue().each_listed([&](const ModelFacts& model) {
    types.push_back(model.type);
    if (!settings.type.empty() && model.type != settings.type) return;
    if (has_text(model, wanted)) models.push_back(model);
  });
  if (!settings.type.empty() && std::ranges::find(types, settings.type) == types.end()) {
    const std::vector<std::string_view> names(types.begin(), types.end());
    throw ConfigError("option --type: no model has the type " + text_quote(settings.type) +
                      did_you_mean(settings.type, names));
  }
  return models;
}

void print_list(const std::vector<ModelFacts>& models) {
  std::size_t longest_id = 0;
  std::size_t longest_type = 0;
  for (const ModelFacts& model : models) {
    longest_id = std::max(longest_id, model.id.size());
    longest_type = std::max(longest_type, model.type.size());
  }
  for (const ModelFacts& model : models) {
    std::string line = model.id;
    line.resize(longest_id + 2, ' ');
    line += model.type;
    line.resize(longest_id + longest_type + 4, ' ');
    std::cout << line << '$' << to_decimal(model.unit_price) << (model.formula.empty() ? "" : " *")
              << '\n';
  }
  const bool has_formula =
      std::ranges::any_of(models, [](const ModelFacts& model) { return !model.formula.empty(); });
  std::cout << models.size() << (models.size() == 1 ? " model" : " models")
            << (has_formula ? "; * depends on the inputs, see `wavespeed-mock models show ID`" : "")
            << '\n';
}

json read_inputs(const ModelsSettings& settings) {
  if (settings.operands.size() < 2) return json::object();
  std::string problem;
  auto inputs = parse_json(settings.operands[1], problem);
  if (!inputs) throw ConfigError("models price: the inputs: " + problem);
  if (inputs->is_object()) return *std::move(inputs);
  throw ConfigError(
      "models price: the inputs must be a JSON object, such as '{\"num_images\": 2}', not " +
      json_quote(*inputs));
}

}  // namespace

int list_models(const ModelsSettings& settings) {
  const std::vector<ModelFacts> models = listed_models(settings);
  if (!settings.json) {
    print_list(models);
    return 0;
  }
  ordered_json list = ordered_json::array();
  for (const ModelFacts& model : models) {
    list.push_back({{"model_id", model.id},
                    {"type", model.type},
                    {"base_price", model.unit_price.usd()},
                    {"formula", model.formula},
                    {"description", model.description}});
  }
  std::cout << list.dump(2) << '\n';
  return 0;
}

int show_model(const ModelsSettings& settings) {
  const KnownModels known(settings);
  const Model& model = known.model(settings.operands[0]);
  std::cout << (settings.json ? model_page_json(model) : model_page(model));
  return 0;
}

int price_task(const ModelsSettings& settings) {
  const json inputs = read_inputs(settings);
  const KnownModels known(settings);
  const Model& model = known.model(settings.operands[0]);
  if (const auto problem = find_given_input_problem(model.inputs, inputs)) {
    throw ConfigError("models price: invalid input: " + *problem);
  }
  const Price price = price_of(model, inputs, MediaDurations());
  if (settings.json) {
    ordered_json answer = {{"model_id", model.id},
                           {"price", price.amount.usd()},
                           {"base_price", model.unit_price.usd()},
                           {"currency", "USD"}};
    if (!price.problem.empty()) answer["note"] = price.problem;
    std::cout << answer.dump(2) << '\n';
    return 0;
  }
  std::cout << '$' << to_decimal(price.amount) << '\n';
  if (!price.problem.empty()) std::cerr << "wavespeed-mock: " << price.problem << '\n';
  return 0;
}

}  // namespace wavespeed_mock::cli

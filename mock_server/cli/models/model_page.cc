#include "cli/models/model_page.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/json_parser.h"
#include "base/value/distribution.h"
#include "domain/models/pricing.h"
#include "domain/models/sample_inputs.h"

namespace wavespeed_mock::cli {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kMaxShownValues = 12;

std::string dollars(Money money) {
  return '$' + to_decimal(money);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string shown(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// "integer, 1 to 4, default 1"
std::string rules_text(const json& property, bool required) {
  std::vector<std::string> parts;
  if (required) parts.emplace_back("required");
  if (const auto type = property.find("type"); type != property.end())
    parts.push_back(shown(*type));
  const auto choices = property.find("enum");
  if (choices != property.end() && choices->is_array()) {
    std::string text = "one of";
    std::size_t count = 0;
    for (const json& choice : *choices) {
      text += (count == 0 ? " " : " | ") + (count < kMaxShownValues ? shown(choice) : "…");
      if (count++ == kMaxShownValues) break;
    }
    parts.push_back(std::move(text));
  }
  const auto bounds = [&](const char* min, const char* max, const std::string& unit) {
    const auto least = property.find(min);
    const auto most = property.find(max);
    if (least != property.end() && most != property.end()) {
      parts.push_back(least->dump() + " to " + most->dump() + unit);
    } else if (least != property.end()) {
      parts.push_back("at least " + least->dump() + unit);
    } else if (most != property.end()) {
      parts.push_back("at most " + most->dump() + unit);
    }
  };
  bounds("minimum", "maximum", "");
  bounds("minLength", "maxLength", " characters");
  bounds("minItems", "maxItems", " items");
  const auto fallback = property.find("default");
  if (fallback != property.end() && *fallback != "") parts.push_back("default " + shown(*fallback));
  return joined(parts);
}

struct NamedInput {
  std::string name;
  const json* schema;
  bool required;
};

// In the order that the schema gives them for people.
std::vector<NamedInput> inputs_in_order(const json& schema) {
  const auto properties = schema.find("properties");
  const json required = schema.value("required", json::array());
  std::vector<NamedInput> inputs;
  if (properties == schema.end() || !properties->is_object()) return inputs;
  const auto add = [&](const std::string& name) {
    const auto property = properties->find(name);
    const bool is_known = std::ranges::find(inputs, name, &NamedInput::name) != inputs.end();
    if (property == properties->end() || !property->is_object() || is_known) return;
    const bool is_required = std::ranges::find(required, json(name)) != required.end();
    inputs.push_back({name, &*property, is_required});
  };
  const json order = schema.value("x-order-properties", json::array());
  for (const json& name : order) {
    if (name.is_string()) add(name);
  }
  for (const auto& [name, property] : properties->items()) add(name);
  return inputs;
}

// The values of an input that a price may depend on: all allowed ones, both truth values, the least
// and the greatest number.
std::vector<json> telling_values(const json& property) {
  const auto choices = property.find("enum");
  if (choices != property.end() && choices->is_array()) return {choices->begin(), choices->end()};
  if (property.value("type", json()) == "boolean") return {false, true};
  std::vector<json> values;
  for (const char* const bound : {"minimum", "maximum"}) {
    const auto value = property.find(bound);
    if (value != property.end() && value->is_number()) values.push_back(*value);
  }
  return values;
}

// "resolution  480p $0.2 | 720p $0.4"
struct PriceRow {
  std::string input;
  std::vector<std::pair<json, Money>> prices;
};

std::vector<PriceRow> price_rows(const Model& model, const json& schema, const json& sample) {
  std::vector<PriceRow> rows;
  const auto properties = schema.find("properties");
  if (!model.price || properties == schema.end() || !properties->is_object()) return rows;
  for (const std::string& name : model.price->input_names()) {
    const json property = properties->value(name, json());
    if (!property.is_object()) continue;
    PriceRow row{name, {}};
    for (const json& value : telling_values(property)) {
      if (row.prices.size() == kMaxShownValues) break;
      json inputs = sample;
      inputs[name] = value;
      row.prices.emplace_back(value, price_of(model, inputs, MediaDurations()).amount);
    }
    const bool differs = std::ranges::any_of(
        row.prices, [&](const auto& each) { return each.second != row.prices.front().second; });
    if (differs) rows.push_back(std::move(row));
  }
  return rows;
}

std::string column(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 2), ' ');
  return text;
}

std::string price_text(const Model& model, const json& schema, const json& sample) {
  const Price usual = price_of(model, sample, MediaDurations());
  if (model.formula.empty()) return "Price: " + dollars(model.unit_price) + " a task\n";
  std::string text = "Price: " + dollars(usual.amount) + " with the inputs of the example below\n";
  if (!usual.problem.empty()) text += "  " + usual.problem + '\n';
  const std::vector<PriceRow> rows = price_rows(model, schema, sample);
  std::size_t width = 0;
  for (const PriceRow& row : rows) width = std::max(width, row.input.size() + 4);
  for (const PriceRow& row : rows) {
    text += column("  " + row.input, width);
    bool first = true;
    for (const auto& [value, price] : row.prices) {
      text += (first ? "" : " | ") + shown(value) + ": " + dollars(price);
      first = false;
    }
    text += '\n';
  }
  if (model.price && model.price->needs_media_seconds()) {
    text += "  and the duration of media: see docs/models.md\n";
  }
  return text + "  formula, in millionths of a dollar; base_price is " +
         std::to_string(model.unit_price.micros) + ":\n  " + model.formula + '\n';
}

std::string_view output_name(MediaKind kind) {
  const auto* const output = std::ranges::find(kOutputKinds, kind, &OutputKind::kind);
  return output->name;
}

std::string call_text(const Model& model, const json& sample) {
  std::string body;
  for (const char c : sample.dump()) body += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return "curl http://127.0.0.1:8787/api/v3/" + model.id +
         " -H \"Authorization: Bearer my-key\" -H \"Content-Type: application/json\" \\\n    -d '" +
         body + "'\n";
}

}  // namespace

std::string model_page(const Model& model) {
  const json schema = parse_json(model.request_schema).value_or(json::object());
  const json sample = sample_inputs(schema);
  std::string text = model.id + " (" + model.type + ")\n" + model.description + "\n\nInputs:\n";
  const std::vector<NamedInput> inputs = inputs_in_order(schema);
  std::size_t width = 0;
  for (const NamedInput& input : inputs) width = std::max(width, input.name.size() + 4);
  for (const NamedInput& input : inputs) {
    text += column("  " + input.name, width) + rules_text(*input.schema, input.required) + '\n';
  }
  if (inputs.empty()) text += "  none\n";
  text += '\n' + price_text(model, schema, sample) +
          "\nOutput: " + std::string(output_name(model.output)) + "; takes " +
          to_text(model.run_time) + " with --latency realistic, an estimate\n\n" +
          call_text(model, sample);
  return text;
}

std::string model_page_json(const Model& model) {
  const json schema = parse_json(model.request_schema).value_or(json::object());
  const json sample = sample_inputs(schema);
  const Price usual = price_of(model, sample, MediaDurations());
  ordered_json page = {{"model_id", model.id},
                       {"type", model.type},
                       {"description", model.description},
                       {"output", output_name(model.output)},
                       {"run_time", to_text(model.run_time)},
                       {"base_price", model.unit_price.usd()},
                       {"formula", model.formula},
                       {"example", sample},
                       {"example_price", usual.amount.usd()},
                       {"request_schema", schema}};
  return page.dump(2) + '\n';
}

}  // namespace wavespeed_mock::cli

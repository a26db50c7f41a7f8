#include "domain/models/model_loader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text/json_reader.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "domain/models/input_media.h"
#include "domain/models/input_schema_loader.h"
#include "domain/models/model_id.h"
#include "domain/models/model_types.h"
#include "domain/models/price_formula.h"
#include "domain/models/price_rule_loader.h"
#include "domain/models/pricing.h"
#include "domain/models/request_schema.h"
#include "domain/models/task_errors.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Whether the end of a type says what models of it return: "text-to-text", but not "image-tools".
bool says_output(std::string_view type) {
  const std::size_t to = type.rfind("-to-");
  return is_service_type(type) ||
         (to != std::string_view::npos &&
          std::ranges::any_of(kOutputKinds, [&](const OutputKind& kind) {
            return type.substr(to + std::string_view("-to-").size()) == kind.type_end;
          }));
}

std::string load_type(JsonReader& in) {
  std::string type = in.text("type");
  if (in.value("output") == nullptr && !says_output(type)) {
    const std::vector<std::string_view> types = service_types();
    in.fail("type", text_quote(type) + " is not a type of the service, so it needs \"output\" too" +
                        did_you_mean(type, types));
  }
  return type;
}

MediaKind load_output(JsonReader& in, const Model& model) {
  const json* const value = in.value("output");
  if (value == nullptr) return output_of_type(model.type, model.id, takes_video(model.inputs));
  const std::string name = value->is_string() ? value->get<std::string>() : "";
  std::string names;
  for (const OutputKind& output : kOutputKinds) {
    if (output.name == name) return output.kind;
    names += (names.empty() ? "\"" : ", \"") + std::string(output.name) + "\"";
  }
  in.fail("output", "must be one of " + names + ", not " + json_quote(*value));
}

FailureRule load_failure(const json& entry, const std::string& where) {
  constexpr std::int64_t kMaxCode = 99'999;
  JsonReader in(entry, where, "failure");
  FailureRule rule;
  rule.probability = in.number("probability", 0, 1);
  const std::int64_t code = in.integer("code", 0, kMaxCode);
  if (!is_task_error_code(code)) {
    in.fail("code",
            "must be a task error code: 1200, 1400 to 1403, 1405 to 1407, 5000, 5003 or 5004");
  }
  rule.code = static_cast<int>(code);
  rule.error = in.text("error");
  in.done();
  return rule;
}

Distribution load_run_time(JsonReader& in) {
  const std::string text = in.text("run_time");
  const auto distribution = parse_distribution(text);
  if (!distribution) {
    in.fail("run_time", "must be " + std::string(kDistributionForms) + ", not " + text_quote(text) +
                            distribution_hint(text));
  }
  return *distribution;
}

}  // namespace

Model load_model(const json& entry, const std::string& where) {
  JsonReader in(entry, where, "model");
  Model model;
  model.id = in.text("model_id");
  in.rename(where + ' ' + text_quote(model.id));
  if (!is_model_id(model.id)) {
    in.fail("model_id", "may have letters, digits, \".\", \"_\", \"-\" and single \"/\" inside");
  }
  model.name = in.text("name", model.id);
  model.type = load_type(in);
  model.description = in.text("description", model.id);
  const json& schema = in.required_value("request_schema");
  model.inputs = load_input_schema(schema, in.where() + ": request_schema");
  model.request_schema = request_schema_text(schema);
  model.output = load_output(in, model);
  const PriceRule price =
      load_price_rule(in.required_value("price"), in.where() + ": price", model.inputs);
  model.unit_price = price.base;
  try {
    set_price_formula(model, price_formula(price, model.inputs), schema);
  } catch (const FormulaError& problem) {
    in.fail("price", std::string("cannot become a formula: ") + problem.what());
  }
  model.run_time = load_run_time(in);
  model.keep_run_time = in.boolean("keep_run_time", false);
  model.takes_trial_credit = in.boolean("trial_credit", true);
  if (const json* failure = in.value("failure")) {
    model.failure = load_failure(*failure, in.where() + ": failure");
  }
  in.value("faults");  // the caller's
  in.done();
  return model;
}

}  // namespace wavespeed_mock

#include "app/client_contract.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/http/percent_encoding.h"
#include "base/text/json_parser.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "contract/redaction/redaction.h"
#include "domain/models/input_validation.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// The client says its name but not its version, which the official ones always send together.
std::vector<ContractProblem> version_problems(const Request& request) {
  if (request.headers.find("X-Client-Name") == nullptr) return {};
  if (request.headers.find("X-Client-Version") != nullptr) return {};
  return {{.part = "header",
           .kind = "missing",
           .path = "X-Client-Version",
           .problem = "is missing although X-Client-Name is present",
           .schema = ""}};
}

// The fields of a submission that the contract itself has, in addition to the model's inputs.
std::vector<std::string> submission_options(const ContractDocument& document,
                                            const Operation& operation) {
  std::string pointer =
      operation.pointer + "/requestBody/content/application~1json/schema/properties";
  std::vector<std::string> names;
  if (const json* const properties = document.at(pointer)) {
    for (const auto& [name, unused] : properties->items()) names.push_back(name);
  }
  return names;
}

// What the service ignores without a word: inputs that the model does not have.
std::vector<ContractProblem> unknown_inputs(const ContractDocument& document,
                                            const Operation& operation, const Model& model,
                                            const json& inputs) {
  const std::vector<std::string> options = submission_options(document, operation);
  std::vector<std::string_view> known(options.begin(), options.end());
  for (const InputRule& rule : model.inputs.fields) known.push_back(rule.name);
  std::vector<ContractProblem> problems;
  const std::set<std::string_view> names(known.begin(), known.end());
  std::size_t unknown = 0;
  for (const auto& [name, unused] : inputs.items()) {
    if (names.contains(name) || ++unknown > kMaxUnknownNames) continue;
    problems.push_back({.part = "body",
                        .kind = "unknown",
                        .path = shortened(name),
                        .problem = "is not an input of " + model.id + did_you_mean(name, known),
                        .schema = operation.pointer});
  }
  if (unknown > kMaxUnknownNames) {
    problems.push_back({.part = "body",
                        .kind = "unknown",
                        .path = "",
                        .problem = more_like_these(unknown - kMaxUnknownNames),
                        .schema = operation.pointer});
  }
  return problems;
}

}  // namespace

ClientContract::ClientContract(const ContractDocument& document, const Catalogue& catalogue,
                               ClientReports& reports)
    : check_(document, UnknownFields::reported), catalogue_(catalogue), reports_(reports) {}

std::vector<ContractProblem> ClientContract::problems_of(const Operation* operation,
                                                         const Request& request) const {
  std::vector<ContractProblem> problems = check_.request(request);
  const auto add = [&](std::vector<ContractProblem> more) {
    std::move(more.begin(), more.end(), std::back_inserter(problems));
  };
  add(version_problems(request));
  if (operation == nullptr || !operation->path.takes_rest()) return problems;

  PathValues values;
  operation->path.fits(path_of(request.target), values);
  std::string room;
  const std::string_view model_id = decoded_if_valid(values[0], room);
  const Model* const model = catalogue_.find(model_id);
  if (model == nullptr) {
    problems.push_back(
        {.part = "path",
         .kind = "value",
         .path = "model_id",
         .problem = "is not a model of the catalogue: " + json_quote(std::string(model_id)),
         .schema = operation->pointer});
    return problems;
  }
  const json inputs = parse_json(request.body).value_or(nullptr);
  if (!inputs.is_object()) return problems;
  add(unknown_inputs(check_.document(), *operation, *model, inputs));
  if (auto problem = find_input_problem(model->inputs, inputs)) {
    problems.push_back({.part = "body",
                        .kind = "value",
                        .path = "",
                        .problem = *std::move(problem),
                        .schema = operation->pointer});
  }
  return problems;
}

std::string ClientContract::observe(const Request& request, std::string_view account,
                                    Timestamp now) const {
  const std::string_view path = path_of(request.target);
  const Operation* const operation = check_.document().find(request.method, path);
  const std::vector<ContractProblem> problems = problems_of(operation, request);
  if (problems.empty()) {
    reports_.add(request, operation, account, now, problems);
    return "";
  }
  // Others than the client read the report.
  Redaction redaction(check_.document());
  redaction.learn_quoted(request);
  std::vector<ContractProblem> told = problems;
  for (ContractProblem& problem : told) {
    problem.path = redaction.redacted(problem.path);
    problem.problem = redaction.redacted(problem.problem);
  }
  Request head{.method = request.method, .target = request.target, .headers = request.headers};
  const Request shown = redaction.redacted({.request = std::move(head), .response = {}}).request;
  reports_.add(shown, operation, account, now, told);
  return to_text(problems.front());
}

}  // namespace wavespeed_mock

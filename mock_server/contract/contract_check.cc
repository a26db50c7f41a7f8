#include "contract/contract_check.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/http/media_type.h"
#include "base/http/query.h"
#include "base/text/json_parser.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Problems = std::vector<ContractProblem>;

constexpr std::string_view kJson = "application/json";

void append(Problems& to, Problems more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

std::string keys_of(const json& object) {
  std::string text;
  for (const auto& [key, unused] : object.items()) text += (text.empty() ? "" : " or ") + key;
  return text;
}

// A parameter's text as the JSON value that its schema describes.
json parameter_value(const json& schema, const std::string& text) {
  const auto type = schema.find("type");
  if (type != schema.end() && (*type == "integer" || *type == "number" || *type == "boolean")) {
    json value = parse_json(text).value_or(nullptr);
    if (value.is_number() || value.is_boolean()) return value;
  }
  return text;
}

Problems no_operation(const ContractDocument& document, const Request& request) {
  const std::string_view path = path_of(request.target);
  if (path.starts_with("/api/") && !path.starts_with("/api/v")) {
    return {{.part = "path",
             .kind = "missing",
             .path = "version",
             .problem = "is missing: " + shortened(path) + " must begin with /api/v3/",
             .schema = ""}};
  }
  std::vector<std::string> names;
  std::string methods;
  std::string submission;  // the method of "/api/v3/{model_id...}", which fits mistyped paths too
  for (const Operation& operation : document.operations()) {
    PathValues unused;
    if (!operation.path.fits(path, unused)) {
      names.push_back(filled_pattern(operation.pattern, path));
      continue;
    }
    std::string& known = operation.path.takes_rest() ? submission : methods;
    if (known.find(operation.method) == std::string::npos) {
      known += (known.empty() ? "" : ", ") + operation.method;
    }
  }
  const std::string& taken = methods.empty() ? submission : methods;
  const std::string method = shortened(request.method);
  ContractProblem problem{.part = "path", .kind = "unknown"};
  problem.problem = taken.empty() ? "matches no operation: " + method + ' '
                                  : "takes " + taken + ", not " + method + ": ";
  problem.problem += shortened(path);
  if (methods.empty()) {
    problem.problem +=
        did_you_mean(path, std::vector<std::string_view>(names.begin(), names.end()));
  }
  return {problem};
}

}  // namespace

std::string to_text(const ContractProblem& problem) {
  std::string text = problem.part + ": ";
  if (!problem.path.empty()) text += problem.path + ' ';
  return text + problem.problem;
}

ContractCheck::ContractCheck(const ContractDocument& document, UnknownFields unknown)
    : document_(document), schemas_(document, unknown) {}

Problems ContractCheck::check_json(const std::string& schema, const std::string& text) const {
  std::string problem_of_text;
  const auto body = parse_json(text, problem_of_text);
  if (!body) {
    return {{.part = "body",
             .kind = "type",
             .path = "",
             .problem = std::move(problem_of_text),
             .schema = schema}};
  }
  Problems problems;
  for (SchemaProblem& problem : schemas_.check(schema, *body)) {
    problems.push_back({.part = "body",
                        .kind = to_text(problem.kind),
                        .path = shortened(to_text(problem.path), kMaxFieldPath),
                        .problem = std::move(problem.problem),
                        .schema = std::move(problem.schema)});
  }
  return problems;
}

Problems ContractCheck::response(const Request& request, const Response& response) const {
  const bool has_body = request.method != "HEAD";
  const Operation* const operation = document_.find(request.method, path_of(request.target));
  if (operation == nullptr) {
    const std::string schema = "/x-outside-operations";
    return has_body ? check_json(schema, response.body) : Problems();
  }
  const auto location = document_.response(*operation, response.status);
  if (!location) {
    std::string statuses = operation->pointer + "/responses";
    const json* const documented = document_.at(statuses);
    return {{.part = "status",
             .kind = "value",
             .path = "",
             .problem = std::to_string(response.status) + " is not documented, only " +
                        (documented == nullptr ? "" : keys_of(*documented)),
             .schema = operation->pointer + "/responses"}};
  }
  std::string pointer = *location;
  const json* const node = document_.at(pointer);
  if (!node->contains("content")) {
    if (response.body.empty() || !has_body) return {};
    return {{.part = "body",
             .kind = "unknown",
             .path = "",
             .problem = "is not documented for status " + std::to_string(response.status),
             .schema = pointer}};
  }
  const std::string type = media_type(response.headers);
  const auto content = document_.content(pointer, type);
  if (!content) {
    return {{.part = "header",
             .kind = type.empty() ? "missing" : "value",
             .path = "Content-Type",
             .problem = "must be " + keys_of((*node)["content"]) + ", not " + json_quote(type),
             .schema = pointer + "/content"}};
  }
  std::string schema = *content + "/schema";
  if (!has_body || type != kJson || document_.at(schema) == nullptr) return {};
  return check_json(schema, response.body);
}

Problems ContractCheck::check_parameters(const Operation& operation, const Request& request) const {
  std::vector<std::string> locations;
  const std::string item = operation.pointer.substr(0, operation.pointer.rfind('/'));
  for (const std::string& holder : {item, operation.pointer}) {
    for (std::size_t i = 0;; ++i) {
      std::string location = holder + "/parameters/" + std::to_string(i);
      if (document_.at(location) == nullptr) break;
      locations.push_back(location);
    }
  }
  const Query query(request.target);
  std::vector<std::string> known;
  Problems problems;
  for (const std::string& location : locations) {
    std::string pointer = location;
    const json& parameter = *document_.at(pointer);
    const std::string in = parameter.value("in", "");
    const std::string name = parameter.value("name", "");
    if (in == "query") known.push_back(name);
    if (in != "query" && in != "header") continue;
    const std::string* const given = in == "query" ? query.find(name) : request.headers.find(name);
    std::string schema = pointer + "/schema";
    const json* const described = document_.at(schema);
    if (given == nullptr) {
      if (!parameter.value("required", false)) continue;
      problems.push_back({in, "missing", name,
                          "is missing; it must be " + expectation(document_, schema), schema});
    } else if (described != nullptr) {
      for (SchemaProblem& problem : schemas_.check(schema, parameter_value(*described, *given))) {
        problems.push_back({in, to_text(problem.kind), name, std::move(problem.problem), schema});
      }
    }
  }
  const std::vector<std::string_view> names(known.begin(), known.end());
  std::size_t unknown = 0;
  for (const auto& [name, value] : query) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (++unknown > kMaxUnknownNames) continue;
    problems.push_back(
        {"query", "unknown", shortened(name), "is not documented" + did_you_mean(name, names), ""});
  }
  if (unknown > kMaxUnknownNames) {
    problems.push_back({"query", "unknown", "", more_like_these(unknown - kMaxUnknownNames), ""});
  }
  return problems;
}

Problems ContractCheck::check_body(const Operation& operation, const Request& request) const {
  std::string location = operation.pointer + "/requestBody";
  const json* const body = document_.at(location);
  if (body == nullptr) {
    // Clients send a Content-Type with every GET; only a body is too much.
    if (request.body.empty()) return {};
    return {
        {"body", "unknown", "", "is not documented: this operation takes none", operation.pointer}};
  }
  if (request.body.empty() && !body->value("required", false)) return {};
  const std::string type = media_type(request.headers);
  const auto content = document_.content(location, type);
  if (!content) {
    const std::string right = body->contains("content") ? keys_of((*body)["content"]) : "";
    if (type.empty()) {
      return {{"header", "missing", "Content-Type", "is missing; it must be " + right, location}};
    }
    return {{"header", "value", "Content-Type", "must be " + right + ", not " + json_quote(type),
             location}};
  }
  std::string schema = *content + "/schema";
  if (type != kJson || document_.at(schema) == nullptr) return {};
  if (request.body.empty()) {
    return {{"body", "missing", "", "is missing; it must be " + expectation(document_, schema),
             schema}};
  }
  return check_json(schema, request.body);
}

Problems ContractCheck::request(const Request& request) const {
  const Operation* const operation = document_.find(request.method, path_of(request.target));
  if (operation == nullptr) return no_operation(document_, request);
  Problems problems = check_parameters(*operation, request);
  append(problems, check_body(*operation, request));
  return problems;
}

}  // namespace wavespeed_mock

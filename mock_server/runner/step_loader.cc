#include "runner/step_loader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/text/base64.h"
#include "base/text/json_reader.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "runner/conditions.h"
#include "runner/variables.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Names = std::vector<std::string>;

CasePart kept(const json* part) {
  return part == nullptr ? nullptr : std::make_shared<const json>(*part);
}

std::vector<std::string_view> views(const Names& names) {
  return {names.begin(), names.end()};
}

CasePart object_of(JsonReader& in, std::string_view key) {
  const json* const value = in.value(key);
  if (value != nullptr && !value->is_object()) {
    in.fail(key, "must be an object, not " + json_quote(*value));
  }
  return kept(value);
}

std::optional<std::string> optional_text(JsonReader& in, std::string_view key) {
  const json* const value = in.value(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) in.fail(key, "must be a string, not " + json_quote(*value));
  return value->get<std::string>();
}

Duration duration_of(JsonReader& in, std::string_view key, Duration fallback) {
  const std::string text = in.text(key, to_text(fallback));
  const auto duration = parse_duration(text);
  if (!duration)
    in.fail(key, "must be " + duration_form("\"500ms\"") + ", not " + text_quote(text));
  return *duration;
}

// Each text, number or boolean is one value of a query, a path or a header.
void check_texts(const JsonReader& in, std::string_view key, const CasePart& object,
                 bool may_be_null) {
  if (object == nullptr) return;
  for (const auto& [name, value] : object->items()) {
    if (value.is_string() || value.is_number() || value.is_boolean()) continue;
    if (may_be_null && value.is_null()) continue;
    in.fail(key, text_quote(name) + " must be a string" + (may_be_null ? " or null" : "") +
                     ", not " + json_quote(value));
  }
}

void check_form(const std::string& where, const json& form) {
  for (const auto& [name, value] : form.items()) {
    if (value.is_string()) continue;
    JsonReader in(value, where + ": form: " + text_quote(name));
    in.text("filename", "x");
    in.text("type", "x");
    const bool text = optional_text(in, "text").has_value();
    const auto base64 = optional_text(in, "base64");
    if (base64 && !from_base64(*base64)) in.fail("base64", "is not Base64");
    if (text == base64.has_value()) {
      in.fail("text", text ? "cannot be given together with \"base64\""
                           : "is missing: give \"text\" or \"base64\"");
    }
    in.done();
  }
}

// The placeholders of a pattern such as "/api/v3/predictions/{id}/result".
Names placeholders(const std::string& pattern) {
  Names names;
  for (std::size_t at = pattern.find('{'); at != std::string::npos;
       at = pattern.find('{', at + 1)) {
    const std::size_t end = pattern.find_first_of(".}", at);
    names.push_back(pattern.substr(at + 1, end - at - 1));
  }
  return names;
}

void check_path(const JsonReader& in, const RequestTemplate& request) {
  const Names wanted = placeholders(request.pattern);
  const json given = request.path == nullptr ? json::object() : *request.path;
  if (!request.target) {
    for (const std::string& name : wanted) {
      if (!given.contains(name)) in.fail("path", text_quote(name) + " is missing");
    }
  }
  for (const auto& [name, value] : given.items()) {
    if (std::find(wanted.begin(), wanted.end(), name) != wanted.end()) continue;
    in.fail("path", text_quote(name) + " is not part of " +
                        (request.pattern.empty() ? "the target" : request.pattern) +
                        did_you_mean(name, views(wanted)));
  }
}

RequestTemplate load_request(const json& entry, const std::string& where,
                             const Operation* operation) {
  JsonReader in(entry, where + ": request");
  RequestTemplate request;
  if (operation != nullptr) {
    request.method = operation->method;
    request.pattern = operation->pattern;
    request.sends_key = operation->needs_key;
  } else {
    request.method = in.text("method");
  }
  request.path = object_of(in, "path");
  request.query = object_of(in, "query");
  request.headers = object_of(in, "headers");
  request.json = kept(in.value("json"));
  request.form = object_of(in, "form");
  request.text = optional_text(in, "text");
  request.base64 = optional_text(in, "base64");
  request.target = optional_text(in, "target");
  in.done();

  check_texts(in, "path", request.path, false);
  check_texts(in, "query", request.query, false);
  check_texts(in, "headers", request.headers, true);
  if (request.form != nullptr) check_form(in.where(), *request.form);
  if (request.base64 && !from_base64(*request.base64)) in.fail("base64", "is not Base64");
  const bool has_body[] = {request.json != nullptr, request.form != nullptr,
                           request.text.has_value(), request.base64.has_value()};
  const auto bodies = std::count(std::begin(has_body), std::end(has_body), true);
  if (bodies > 1) in.fail("json", "must be the only body of the request");
  if (request.target && request.query != nullptr) {
    in.fail("query", "must be part of \"target\" when there is one");
  }
  if (operation == nullptr && !request.target) {
    in.fail("target", "is missing, as the step names no operation");
  }
  check_path(in, request);
  return request;
}

std::vector<FieldConditions> load_conditions(const JsonReader& in, std::string_view key,
                                             const json* object, bool of_body) {
  std::vector<FieldConditions> all;
  if (object == nullptr) return all;
  if (!object->is_object()) in.fail(key, "must be an object, not " + json_quote(*object));
  for (const auto& [field, conditions] : object->items()) {
    std::string problem = of_body ? problem_of_field(field) : "";
    if (problem.empty()) problem = problem_of_conditions(conditions);
    if (!problem.empty()) in.fail(key, text_quote(field) + " " + problem);
    all.push_back({field, kept(&conditions)});
  }
  return all;
}

CasePart single_conditions(JsonReader& in, std::string_view key) {
  const json* const value = in.value(key);
  if (value == nullptr) return nullptr;
  const std::string problem = problem_of_conditions(*value);
  if (!problem.empty()) in.fail(key, problem);
  return kept(value);
}

ExpectedAnswer load_expected_answer(const json& entry, const std::string& where) {
  JsonReader in(entry, where + ": expect");
  ExpectedAnswer expect;
  expect.status = static_cast<int>(in.integer("status", 100, 599));
  expect.headers = load_conditions(in, "headers", in.value("headers"), false);
  expect.body = load_conditions(in, "body", in.value("body"), true);
  expect.text = single_conditions(in, "text");
  expect.bytes = single_conditions(in, "bytes");
  in.done();
  return expect;
}

// The contract has to have what a step expects: it would pass for something that is promised.
void check_documented(const JsonReader& in, const ContractDocument& document,
                      const ContractStep& step) {
  if (step.operation == nullptr) {
    if (!step.outcome.empty()) in.fail("outcome", "needs an \"operation\" that documents it");
    return;
  }
  const std::string status = std::to_string(step.expect.status);
  if (!document.response(*step.operation, step.expect.status)) {
    in.fail("expect", "the contract documents no status " + status + " for " + step.operation->id);
  }
  if (step.outcome.empty()) return;
  Names known;
  for (const DocumentedOutcome& outcome : document.outcomes(*step.operation)) {
    if (outcome.status == step.expect.status) known.push_back(outcome.name);
  }
  if (std::find(known.begin(), known.end(), step.outcome) != known.end()) return;
  std::string list;
  for (const std::string& name : known) list += (list.empty() ? "" : ", ") + name;
  in.fail("outcome", text_quote(step.outcome) + " is not an outcome that the contract has for " +
                         step.operation->id + " with status " + status +
                         did_you_mean(step.outcome, views(known)) +
                         " (it has: " + (list.empty() ? "none" : list) + ")");
}

void load_captures(JsonReader& in, ContractStep& step, Names& captured) {
  const CasePart captures = object_of(in, "capture");
  if (captures == nullptr) return;
  for (const auto& [name, from] : captures->items()) {
    const bool plain =
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos &&
        !name.empty();
    if (!plain || Variables::is_builtin(name)) {
      in.fail("capture",
              text_quote(name) + " must be a name of a-z, 0-9 and _ that is not built in");
    }
    const bool header = from.is_object() && from.size() == 1 && from.contains("header") &&
                        from["header"].is_string();
    if (!header && !(from.is_string() && problem_of_field(from.get<std::string>()).empty())) {
      in.fail("capture", text_quote(name) +
                             " must be a field such as \"data.id\", or "
                             "{\"header\": \"ETag\"}, not " +
                             json_quote(from));
    }
    step.captures.push_back({.name = name,
                             .field = (header ? from["header"] : from).get<std::string>(),
                             .from_header = header});
    captured.push_back(name);
  }
}

void check_variables(const JsonReader& in, const json& entry, const Names& captured) {
  for (const char* part : {"request", "expect", "until"}) {
    if (!entry.contains(part)) continue;
    for (const std::string& name : Variables::names_in(entry[part])) {
      if (Variables::is_builtin(name)) continue;
      if (std::find(captured.begin(), captured.end(), name) != captured.end()) continue;
      in.fail(part, "no earlier step captures \"${" + shortened(name) + "}\"" +
                        did_you_mean(name, views(captured)));
    }
  }
}

const Operation* load_operation(JsonReader& in, const ContractDocument& document) {
  const std::string id = in.text("operation", "");
  if (id.empty()) return nullptr;
  if (const Operation* const operation = document.by_id(id)) return operation;
  Names known;
  for (const Operation& operation : document.operations()) known.push_back(operation.id);
  in.fail("operation", "the contract has no " + text_quote(id) + did_you_mean(id, views(known)));
}

}  // namespace

ContractStep load_step(const json& entry, const std::string& where,
                       const ContractDocument& document, Names& captured) {
  JsonReader in(entry, where);
  ContractStep step;
  step.where = where;
  step.operation = load_operation(in, document);
  if (step.operation != nullptr) in.rename(where + ' ' + step.operation->id);
  step.where = in.where();
  step.outcome = in.text("outcome", "");
  step.after = duration_of(in, "after", Duration::zero());
  const json* const request = in.value("request");
  step.request =
      load_request(request == nullptr ? json::object() : *request, step.where, step.operation);
  const json* const expect = in.value("expect");
  if (expect == nullptr) in.fail("expect", "is missing");
  step.expect = load_expected_answer(*expect, step.where);
  step.until = load_conditions(in, "until", in.value("until"), true);
  step.pause = duration_of(in, "pause", step.pause);
  step.at_most =
      static_cast<int>(in.optional_integer("at_most", 1, 100'000).value_or(step.at_most));
  if (step.until.empty() && (entry.contains("pause") || entry.contains("at_most"))) {
    in.fail("until", "is missing: without it the request is sent once");
  }
  check_variables(in, entry, captured);
  load_captures(in, step, captured);
  in.done();
  check_documented(in, document, step);
  return step;
}

}  // namespace wavespeed_mock

#include "domain/requests/request_mismatch.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/quoting.h"
#include "base/text/text_match.h"
#include "contract/json_difference.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

// "\"a\" or \"b\""
std::string listed(const Texts& texts) {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += " or ";
    all += in_quotes(text);
  }
  return all;
}

// The fields of `value` that `wanted` names.
json wanted_part(const json& wanted, const json& value) {
  if (!wanted.is_object() || !value.is_object()) return value;
  json part = json::object();
  for (const auto& [name, inner] : wanted.items()) {
    if (value.contains(name)) part[name] = wanted_part(inner, value[name]);
  }
  return part;
}

}  // namespace

std::string in_quotes(std::string_view text) {
  return '"' + shortened(text) + '"';
}

std::string value_mismatch(std::string_view name, std::string_view value, const Texts& wanted) {
  return std::string(name) + (value.empty() ? " is none" : " is " + in_quotes(value)) + ", not " +
         listed(wanted);
}

std::string fault_mismatch(const Texts& wanted, const RequestTrace& trace) {
  std::string fired;
  for (const TracedRule& rule : trace.rules) {
    if (!rule.fired) continue;
    if (std::find(wanted.begin(), wanted.end(), rule.id) != wanted.end()) return "";
    fired += (fired.empty() ? "" : ", ") + in_quotes(rule.id);
  }
  return (fired.empty() ? "no fault fired" : "the fault that fired is " + fired) + ", not " +
         listed(wanted);
}

std::string header_mismatch(const HeaderMatch& wanted, const Headers& headers) {
  const std::string* const value = headers.find(wanted.name);
  if (value == nullptr) return wanted.present ? "it has no header " + wanted.name : "";
  if (!wanted.present) return "it has a header " + wanted.name;
  const auto is = [&] { return "the header " + wanted.name + " is " + in_quotes(*value); };
  if (!wanted.equals.empty() && *value != wanted.equals) {
    return is() + ", not " + in_quotes(wanted.equals);
  }
  if (!wanted.contains.empty() && !contains_ignoring_case(*value, wanted.contains)) {
    return is() + ", which does not contain " + in_quotes(wanted.contains);
  }
  return "";
}

std::string prompt_mismatch(const std::string& wanted, ParsedBody& body) {
  if (body.object() == nullptr) return body.problem();
  const std::string prompt = body.prompt();
  if (prompt.empty()) return "its body has no prompt";
  if (contains_ignoring_case(prompt, wanted)) return "";
  return "the prompt is " + in_quotes(prompt) + ", which does not contain " + in_quotes(wanted);
}

std::string body_mismatch(const json& wanted, ParsedBody& body) {
  const json* const fields = body.object();
  if (fields == nullptr) return body.problem();
  std::string problem;
  for (const JsonDifference& difference : json_differences(wanted, wanted_part(wanted, *fields))) {
    problem += (problem.empty() ? "" : ", ") + ("body." + difference.path) + " is " +
               difference.after + ", not " + difference.before;
  }
  return problem;
}

}  // namespace wavespeed_mock

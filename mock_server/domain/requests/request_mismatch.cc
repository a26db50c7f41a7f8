#include "domain/requests/request_mismatch.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/ascii.h"
#include "base/text/quoting.h"
#include "base/text/text_match.h"
#include "contract/json_difference.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

// "\"a\" or \"b\""
std::string joined(const Texts& texts, std::string_view glue) {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += glue;
    all += in_quotes(text);
  }
  return all;
}
std::string listed(const Texts& texts) {
  return joined(texts, " or ");
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
  const bool found = headers.find(wanted.name) != nullptr;
  if (!found) return wanted.present ? "it has no header " + wanted.name : "";
  if (!wanted.present) return "it has a header " + wanted.name;
  if (wanted.equals.empty() && wanted.contains.empty()) return "";
  // A name can have several fields, such as one per cookie: one of them is enough.
  Texts values;
  for (const Header& field : headers) {
    if (!equal_ignoring_case(field.name, wanted.name)) continue;
    if (wanted.equals.empty() ? contains_ignoring_case(field.value, wanted.contains)
                              : field.value == wanted.equals) {
      return "";
    }
    values.push_back(field.value);
  }
  const std::string is = "the header " + wanted.name + " is " + joined(values, " and ");
  if (!wanted.equals.empty()) return is + ", not " + in_quotes(wanted.equals);
  return is + (values.size() == 1 ? ", which does not contain " : ", which do not contain ") +
         in_quotes(wanted.contains);
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

#include "cli/formats/input_file_schemas.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "app/mock_core.h"
#include "app/route_table.h"
#include "cli/formats/format_schema.h"
#include "cli/formats/specimens.h"
#include "cli/formats/time_patterns.h"
#include "domain/models/task_errors.h"

namespace wavespeed_mock::cli {
namespace {

std::string pattern(std::string_view text) {
  return nlohmann::json{{"type", "string"}, {"pattern", text}}.dump();
}

std::string duration() {
  return pattern(kDurationPattern);
}

std::string duration_or_never() {
  return pattern("^never$|" + std::string(kDurationPattern));
}

// A route by its name, or by a method and a path; or a list of both.
std::string route() {
  const nlohmann::json one = {
      {"anyOf",
       {{{"enum", service_route_names()}}, {{"type", "string"}, {"pattern", "^[A-Z]+ /"}}}}};
  const nlohmann::json list = {{"type", "array"}, {"minItems", 1}, {"items", one}};
  return nlohmann::json{{"anyOf", {one, list}}}.dump();
}

std::string task_error() {
  constexpr std::int64_t kMaxCode = 99'999;
  nlohmann::json codes = nlohmann::json::array();
  for (std::int64_t code = 0; code <= kMaxCode; ++code) {
    if (is_task_error_code(code)) codes.push_back(code);
  }
  return nlohmann::json{{"enum", codes}}.dump();
}

// Faults are read in forms that their reader alone knows, and some fields may hold any value. What
// the readers of texts take, they say only to those who read a text.
const std::vector<FieldSchema>& known_of_both() {
  static const std::vector<FieldSchema> known = {
      {"fault rule", "", R"({"oneOf": [{"required": ["fault"]}, {"required": ["faults"]}]})"},
      {"fault rule", "id", pattern("^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}$")},
      {"fault rule", "route", route()},
      {"fault rule", "from", duration()},
      {"fault rule", "until", duration()},
      {"fault rule", "fault", R"({"$ref": "#/$defs/fault"})"},
      {"fault rule", "faults",
       R"({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/fault"}})"},
      {"header condition", "", R"({"not": {"required": ["equals", "contains"]}})"},
      {"credit", "expires_in", duration_or_never()},
      {"input", "type", R"({"anyOf": [
        {"enum": ["string", "number", "integer", "boolean", "array", "object"]},
        {"type": "array", "items": {
            "enum": ["string", "number", "integer", "boolean", "array", "object", "null"]}}]})"},
      {"input", "default", "{}"},
  };
  return known;
}

std::vector<FieldSchema> known_of_fixtures() {
  return {
      {"model", "faults", R"({"type": "array", "items": {
        "anyOf": [{"$ref": "#/$defs/fault_rule"}, {"$ref": "#/$defs/fault"}]}})"},
      {"model", "run_time", pattern(kDistributionPattern)},
      {"failure", "code", task_error()},
      {"price case", "when", R"({"type": "object", "minProperties": 1, "additionalProperties": {
        "type": ["string", "number", "boolean"]}})"},
      {"price factor", "",
       R"({"oneOf": [{"required": ["input"]}, {"required": ["characters_of"]}]})"},
      {"coupon", "code", pattern("^[A-Za-z0-9_-]{1,64}$")},
      {"coupon", "expires_in", duration_or_never()},
      {"coupon", "credit_expires_in", duration_or_never()},
  };
}

std::vector<FieldSchema> known_of_scenarios() {
  return {
      {"clock", "mode", pattern("^(real|manual|auto|scaled:.+)$")},
      {"step", "at", duration()},
      {"step", "for", duration()},
      {"step", "faults", R"({"type": "array", "minItems": 1, "items": {"allOf": [
        {"$ref": "#/$defs/fault_rule"},
        {"not": {"anyOf": [{"required": ["from"]}, {"required": ["until"]}]}}]}})"},
  };
}

// Those of one file that has such kinds.
std::vector<FieldSchema> known_of(std::span<const RecordedKind> kinds,
                                  std::vector<FieldSchema> known) {
  for (const FieldSchema& one : known_of_both()) {
    if (std::any_of(kinds.begin(), kinds.end(),
                    [&](const RecordedKind& kind) { return kind.name == one.kind; })) {
      known.push_back(one);
    }
  }
  return known;
}

std::vector<RecordedKind> kinds_of(const std::string& root, const std::function<void()>& read) {
  FormatRecorder recorder(root);
  const ObservedReading observed(recorder);
  read();
  return recorder.kinds();
}

}  // namespace

std::vector<RecordedKind> fixture_kinds() {
  return kinds_of("fixture_texts[0]", [] {
    Options options;
    options.fixture_texts.push_back(fixture_specimen());
    const MockCore core(options);
  });
}

std::vector<RecordedKind> scenario_kinds() {
  return kinds_of("scenario", [] {
    const MockCore core(Options{});
    const auto problem = core.control().scenarios.start_text(scenario_specimen(), nullptr);
    if (problem) throw std::logic_error("the specimen of a scenario: " + problem->message);
  });
}

nlohmann::ordered_json fixtures_schema() {
  const std::vector<RecordedKind> kinds = fixture_kinds();
  return format_schema(kinds, "fixture file", "fixtures of wavespeed-mock",
                       known_of(kinds, known_of_fixtures()));
}

nlohmann::ordered_json scenario_schema() {
  const std::vector<RecordedKind> kinds = scenario_kinds();
  return format_schema(kinds, "scenario", "scenario of wavespeed-mock",
                       known_of(kinds, known_of_scenarios()));
}

bool is_unknown(const RecordedKind& kind, const RecordedField& field) {
  if (!field.seen.nothing() || kind.name == "fault") return false;
  if (field.form == FieldQuestion::Form::ignored) return false;
  const std::vector<FieldSchema>& known = known_of_both();
  return std::none_of(known.begin(), known.end(), [&](const FieldSchema& one) {
    return one.kind == kind.name && one.key == field.key;
  });
}

}  // namespace wavespeed_mock::cli

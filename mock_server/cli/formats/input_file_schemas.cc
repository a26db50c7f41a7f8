#include "cli/formats/input_file_schemas.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "app/mock_core.h"
#include "cli/formats/format_schema.h"
#include "cli/formats/specimens.h"

namespace wavespeed_mock::cli {
namespace {

// Faults are read in forms that their reader alone knows, and some fields may hold any value.
constexpr FieldSchema kKnown[] = {
    {"fault rule", "fault", R"({"$ref": "#/$defs/fault"})"},
    {"fault rule", "faults",
     R"({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/fault"}})"},
    {"input", "type", R"({"anyOf": [
        {"enum": ["string", "number", "integer", "boolean", "array", "object"]},
        {"type": "array", "items": {
            "enum": ["string", "number", "integer", "boolean", "array", "object", "null"]}}]})"},
    {"input", "default", "{}"},
};

constexpr FieldSchema kOfFixtures[] = {
    {"model", "faults", R"({"type": "array", "items": {
        "anyOf": [{"$ref": "#/$defs/fault_rule"}, {"$ref": "#/$defs/fault"}]}})"},
    {"price case", "when", R"({"type": "object", "minProperties": 1, "additionalProperties": {
        "type": ["string", "number", "boolean"]}})"},
};

constexpr FieldSchema kOfScenarios[] = {
    {"step", "faults", R"({"type": "array", "minItems": 1, "items": {"allOf": [
        {"$ref": "#/$defs/fault_rule"},
        {"not": {"anyOf": [{"required": ["from"]}, {"required": ["until"]}]}}]}})"},
};

// Those of one file that has such kinds.
std::vector<FieldSchema> known_of(std::span<const RecordedKind> kinds,
                                  std::span<const FieldSchema> own) {
  std::vector<FieldSchema> known(own.begin(), own.end());
  for (const FieldSchema& one : kKnown) {
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
                       known_of(kinds, kOfFixtures));
}

nlohmann::ordered_json scenario_schema() {
  const std::vector<RecordedKind> kinds = scenario_kinds();
  return format_schema(kinds, "scenario", "scenario of wavespeed-mock",
                       known_of(kinds, kOfScenarios));
}

bool is_unknown(const RecordedKind& kind, const RecordedField& field) {
  if (!field.seen.nothing() || kind.name == "fault") return false;
  if (field.form == FieldQuestion::Form::ignored) return false;
  return std::none_of(std::begin(kKnown), std::end(kKnown), [&](const FieldSchema& one) {
    return one.kind == kind.name && one.key == field.key;
  });
}

}  // namespace wavespeed_mock::cli

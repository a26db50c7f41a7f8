// The formats of input files for tests: a whole file, its schema, and what its reader says.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "app/mock_core.h"
#include "cli/formats/input_file_schemas.h"
#include "cli/formats/specimens.h"
#include "support/schema_judge.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {

using nlohmann::json;

// What the reader of fixture files throws; "" if it throws nothing.
inline std::string error_of_fixtures(const json& file) {
  Options options;
  options.fixture_texts.push_back(file.dump());
  try {
    const MockCore core(options);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

inline std::string error_of_scenario(const json& file) {
  static MockCore core{Options{}};
  const ControlContext& control = core.control();
  const Snapshot before = control.snapshots.take(nullptr);
  std::string message;
  try {
    if (const auto problem = control.scenarios.start_text(file.dump(), nullptr)) {
      message = problem->message;
    }
  } catch (const ConfigError& error) {
    message = error.what();
  }
  control.scenarios.stop(nullptr);
  control.snapshots.restore(before);
  return message;
}

struct Format {
  std::string name;
  json specimen;
  SchemaJudge judge;
  std::string (*error_for)(const json& file);
};

inline Format fixture_format() {
  return {"fixtures", json::parse(fixture_specimen()), SchemaJudge(fixtures_schema()),
          error_of_fixtures};
}

inline Format scenario_format() {
  return {"scenario", json::parse(scenario_specimen()), SchemaJudge(scenario_schema()),
          error_of_scenario};
}

}  // namespace wavespeed_mock::cli

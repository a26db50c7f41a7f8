// Schemas and readers agree about the files that are shipped, and about wrong files.
#include "cli/formats/input_file_schemas.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/mock_core.h"
#include "app/route_table.h"
#include "base/file/text_files.h"
#include "base/text/json_reader.h"
#include "cli/file_kind.h"
#include "cli/formats/field_meanings.h"
#include "cli/formats/specimens.h"
#include "support/schema_judge.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli::input_file_schemas_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kSource = WAVESPEED_MOCK_SOURCE_DIR;

std::vector<RecordedKind> all_kinds() {
  std::vector<RecordedKind> kinds = fixture_kinds();
  for (RecordedKind& kind : scenario_kinds()) kinds.push_back(std::move(kind));
  return kinds;
}

// What the reader of fixture files throws; "" if it throws nothing.
std::string error_of_fixtures(const json& file) {
  Options options;
  options.fixture_texts.push_back(file.dump());
  try {
    const MockCore core(options);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

std::string error_of_scenario(const json& file) {
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

// A field that a reader has been given must be in the specimens, or the schema would allow
// anything.
TEST(InputFileSchemas, KnowWhatEveryFieldMayBe) {
  for (const RecordedKind& kind : all_kinds()) {
    for (const RecordedField& field : kind.fields) {
      EXPECT_FALSE(is_unknown(kind, field))
          << "a reader asks for the field \"" << field.key << "\" of \"" << kind.name
          << "\": give it to a specimen in mock_server/cli/formats/specimens.cc";
    }
  }
}

TEST(InputFileSchemas, SayWhatEveryFieldMeans) {
  std::set<std::pair<std::string, std::string>> fields;
  for (const RecordedKind& kind : all_kinds()) {
    if (kind.name == "fault") continue;  // a fault describes its own fields
    for (const RecordedField& field : kind.fields) {
      fields.emplace(kind.name, field.key);
      EXPECT_NE(field_meaning(kind.name, field.key), "")
          << "add the field \"" << field.key << "\" of \"" << kind.name
          << "\" to mock_server/cli/formats/field_meanings.cc";
    }
  }
  for (const FieldMeaning& row : field_meanings()) {
    EXPECT_TRUE(fields.contains({std::string(row.kind), std::string(row.key)}))
        << "no reader asks for the field \"" << row.key << "\" of \"" << row.kind << '"';
  }
}

TEST(InputFileSchemas, AcceptTheSpecimens) {
  EXPECT_EQ(SchemaJudge(fixtures_schema()).problem(json::parse(fixture_specimen())), "");
  EXPECT_EQ(SchemaJudge(scenario_schema()).problem(json::parse(scenario_specimen())), "");
}

TEST(InputFileSchemas, AcceptTheShippedFixtures) {
  const SchemaJudge judge(fixtures_schema());
  for (const char* const folder : {"fixtures", "fixtures/examples"}) {
    for (const fs::path& file : json_files_at(kSource / folder, "fixture")) {
      const json content = parse_config_json(read_text_file(file, "fixture"), file.string());
      EXPECT_EQ(judge.problem(content), "") << file;
    }
  }
}

TEST(InputFileSchemas, AcceptTheShippedScenarios) {
  const SchemaJudge judge(scenario_schema());
  for (const fs::path& file : json_files_at(kSource / "fixtures/scenarios", "scenario")) {
    const json content = parse_config_json(read_text_file(file, "scenario"), file.string());
    EXPECT_EQ(judge.problem(content), "") << file;
  }
}

// The JSON blocks of a page that are files.
std::vector<std::string> json_files_of(const std::string& page) {
  std::vector<std::string> texts;
  const std::string mark = ".json`:\n```json\n";
  for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
    const std::size_t begin = at + mark.size();
    texts.push_back(page.substr(begin, page.find("```", begin) - begin));
  }
  return texts;
}

TEST(InputFileSchemas, AcceptTheExamplesOfTheDocumentation) {
  const SchemaJudge fixtures(fixtures_schema());
  const SchemaJudge scenario(scenario_schema());
  std::size_t count = 0;
  for (const char* const folder : {"docs", "fixtures"}) {
    for (const auto& entry : fs::directory_iterator(kSource / folder)) {
      if (entry.path().extension() != ".md") continue;
      for (const std::string& text : json_files_of(read_text_file(entry.path(), "page"))) {
        const json content = json::parse(text, nullptr, false, true);
        if (!content.is_object()) continue;  // wrong on purpose
        try {
          const FileKind kind = kind_of_text(text, "example");
          if (kind != FileKind::fixture && kind != FileKind::scenario) continue;
          const bool is_fixture = kind == FileKind::fixture;
          const std::string message =
              is_fixture ? error_of_fixtures(content) : error_of_scenario(content);
          if (!message.empty()) continue;  // the same
          ++count;
          EXPECT_EQ((is_fixture ? fixtures : scenario).problem(content), "")
              << entry.path() << ": " << text;
        } catch (const ConfigError&) {
          // The body of a request.
        }
      }
    }
  }
  EXPECT_GE(count, 5U) << "the examples have been marked in another way";
}

// Every place in a file, as JSON pointers.
void add_locations(const json& value, const json::json_pointer& at,
                   std::vector<json::json_pointer>& locations) {
  locations.push_back(at);
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) add_locations(member, at / key, locations);
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) add_locations(value[i], at / i, locations);
  }
}

struct Format {
  std::string name;
  json specimen;
  SchemaJudge judge;
  std::string (*error_for)(const json& file);
};

// Where the schema accepts what readers refuse, because it depends on the rest of the file.
bool depends_on_others(const std::string& location) {
  return location.find("/when") != std::string::npos || location.ends_with("/default") ||
         location.find("/enum") != std::string::npos;
}

// Where every value is valid: what a fault rule compares with the body of a request.
bool may_be_anything(const std::string& location) {
  return location.find("/body/") != std::string::npos;
}

void expect_refused(const Format& format, const json::json_pointer& at, const json& value) {
  json file = format.specimen;
  file[at] = value;
  const std::string location = at.to_string();
  if (may_be_anything(location)) return;
  EXPECT_NE(format.error_for(file), "") << format.name << location << " = " << value;
  if (depends_on_others(location)) return;
  EXPECT_NE(format.judge.problem(file), "") << format.name << location << " = " << value;
}

class WrongFiles : public testing::TestWithParam<const char*> {
 protected:
  static Format format() {
    if (std::string(GetParam()) == "Fixtures") {
      return {"fixtures", json::parse(fixture_specimen()), SchemaJudge(fixtures_schema()),
              error_of_fixtures};
    }
    return {"scenario", json::parse(scenario_specimen()), SchemaJudge(scenario_schema()),
            error_of_scenario};
  }
  static std::vector<json::json_pointer> locations(const Format& format) {
    std::vector<json::json_pointer> locations;
    add_locations(format.specimen, json::json_pointer(), locations);
    return locations;
  }
};

TEST_P(WrongFiles, WithAnUnknownFieldAreRefusedByBoth) {
  const Format kind = format();
  for (const json::json_pointer& at : locations(kind)) {
    if (kind.specimen[at].is_object()) expect_refused(kind, at / "no_such_field", 1);
  }
}

TEST_P(WrongFiles, WithAnotherTypeAreRefusedByBoth) {
  const Format kind = format();
  for (const json::json_pointer& at : locations(kind)) {
    if (!kind.specimen[at].is_structured()) expect_refused(kind, at, {{"no_such_field", 1}});
    if (kind.specimen[at].is_structured()) expect_refused(kind, at, true);
  }
}

TEST_P(WrongFiles, WithANumberOutOfItsRangeAreRefusedByBoth) {
  const Format kind = format();
  for (const json::json_pointer& at : locations(kind)) {
    if (at.to_string().find("/enum/") != std::string::npos) continue;  // any number
    const json& value = kind.specimen[at];
    if (value.is_number_integer()) expect_refused(kind, at, 1e301);
    if (value.is_number_float()) expect_refused(kind, at, -1e301);
  }
}

TEST_P(WrongFiles, WithoutARequiredFieldAreRefusedByBoth) {
  const Format kind = format();
  std::size_t count = 0;
  for (const json::json_pointer& at : locations(kind)) {
    if (at.empty() || !kind.specimen[at.parent_pointer()].is_object()) continue;
    json file = kind.specimen;
    file[at.parent_pointer()].erase(at.back());
    if (kind.judge.problem(file).empty()) continue;  // may be left out
    ++count;
    EXPECT_NE(kind.error_for(file), "") << kind.name << at.to_string();
  }
  EXPECT_GE(count, 10U);
}

TEST(InputFileSchemas, RefuseTextsAndObjectsThatNoReaderTakes) {
  const Format fixtures = {"fixtures", json::parse(fixture_specimen()),
                           SchemaJudge(fixtures_schema()), error_of_fixtures};
  const Format scenario = {"scenario", json::parse(scenario_specimen()),
                           SchemaJudge(scenario_schema()), error_of_scenario};
  for (const Format* const format : {&fixtures, &scenario}) {
    const auto refuse = [&](const std::string& at, const json& value) {
      expect_refused(*format, json::json_pointer(at), value);
    };
    refuse("/faults/0", {{"route", "submit"}});
    refuse("/faults/0", {{"fault", "delay"}, {"faults", {"delay"}}});
    for (const char* const route : {"submitt", "get /api/v3/balance", "GET", "/api/v3/balance"}) {
      refuse("/faults/0/route", route);
      refuse("/faults/1/route/1", route);
    }
    refuse("/faults/1/route", json::array());
    refuse("/faults/0/id", ".a");
    refuse("/faults/0/id", std::string(65, 'a'));
    for (const char* const time : {"", "soon", "-1s", "5", "1.s", "1 s", "1s2", "1.5.2s"}) {
      refuse("/faults/0/from", time);
      refuse("/faults/0/until", time);
      refuse("/faults/0/fault", {{"type", "delay"}, {"time", time}});
      refuse("/accounts/0/credits/0/expires_in", time);
    }
    refuse("/faults/2/header", {{"name", "X-Client"}, {"equals", "a"}, {"contains", "a"}});
  }
  const auto refuse = [&](const Format& format, const std::string& at, const json& value) {
    expect_refused(format, json::json_pointer(at), value);
  };
  refuse(fixtures, "/models/0/run_time", "2s");
  refuse(fixtures, "/models/0/failure/code", 5001);
  refuse(fixtures, "/models/0/price/times/0", {{"per", 2}});
  refuse(fixtures, "/models/0/price/times/1", {{"characters_of", "prompt"}, {"input", "count"}});
  refuse(fixtures, "/coupons/0/code", "A B");
  refuse(fixtures, "/coupons/0/expires_in", "always");
  refuse(fixtures, "/coupons/0/credit_expires_in", "30");
  refuse(scenario, "/steps/0/at", "soon");
  refuse(scenario, "/steps/0/for", "-1s");
  refuse(scenario, "/clock/mode", "fast");
}

TEST(InputFileSchemas, AcceptEveryTextThatTheReadersTake) {
  const SchemaJudge judge(scenario_schema());
  const auto accept = [&](const std::string& at, const json& value) {
    json file = json::parse(scenario_specimen());
    file[json::json_pointer(at)] = value;
    EXPECT_EQ(error_of_scenario(file), "") << at << " = " << value;
    EXPECT_EQ(judge.problem(file), "") << at << " = " << value;
  };
  for (const char* const time : {"0", "1ns", "1.5s", ".5s", "0.25m", "1h", "36525d"}) {
    accept("/steps/0/at", time);
    accept("/accounts/0/credits/0/expires_in", time == std::string("0") ? "never" : time);
    accept("/faults/0/fault", {{"type", "delay"}, {"time", time}});
  }
  for (const char* const time : {"0.25m", "36525d"}) accept("/faults/0/until", time);
  accept("/faults/0/fault", {{"type", "delay"}, {"time", "percentiles:p50=1s,p99=2s"}});
  for (const std::string_view route : service_route_names()) accept("/faults/2/route", route);
  accept("/faults/2/route", "GET /api/v3/predictions/{id}/result");
  accept("/faults/2/header", {{"name", "X-Client"}, {"equals", "a"}, {"present", true}});
  for (const char* const mode : {"manual", "auto"}) accept("/clock/mode", mode);
}

INSTANTIATE_TEST_SUITE_P(InputFileSchemas, WrongFiles, testing::Values("Fixtures", "Scenario"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace wavespeed_mock::cli::input_file_schemas_test

// Schemas and readers agree about the files that are shipped.
#include "cli/formats/input_file_schemas.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file/text_files.h"
#include "base/text/json_reader.h"
#include "cli/file_kind.h"
#include "cli/formats/field_meanings.h"
#include "cli/formats/input_formats.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli::input_file_schemas_test {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = WAVESPEED_MOCK_SOURCE_DIR;

std::vector<RecordedKind> all_kinds() {
  std::vector<RecordedKind> kinds = fixture_kinds();
  for (RecordedKind& kind : scenario_kinds()) kinds.push_back(std::move(kind));
  return kinds;
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

}  // namespace
}  // namespace wavespeed_mock::cli::input_file_schemas_test

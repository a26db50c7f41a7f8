// Runs `wavespeed-mock check` and `wavespeed-mock schema` as a CI does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/config_schema.h"
#include "cli/formats/input_file_schemas.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli::check_command_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Ended {
  int exit_code;
  std::string out;
  std::string err;
};

Ended run(std::vector<std::string> arguments) {
  Program program(std::move(arguments));
  const int exit_code = program.exit_code();
  return {exit_code, program.out().all(), program.err().all()};
}

class CheckCommand : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& text) const {
    const std::string path = (temp_.path() / name).string();
    std::ofstream(path) << text;
    return path;
  }

  const TempFolder temp_;
};

TEST_F(CheckCommand, SaysThatFilesAreRight) {
  const std::string config = file("c.json", R"({"latency": "instant"})");
  const Ended one = run({"check", config});
  EXPECT_EQ(one.exit_code, 0);
  EXPECT_EQ(one.out, "1 file is valid\n");
  EXPECT_EQ(one.err, "");
  const Ended two = run({"check", config, file("f.json", R"({"tiers": [{"tier": "mine"}]})")});
  EXPECT_EQ(two.exit_code, 0);
  EXPECT_EQ(two.out, "2 files are valid\n");
}

TEST_F(CheckCommand, PrintsALineForEachProblem) {
  const std::string fixtures =
      file("f.json", R"({"tiers": [{"tier": ""}, {"tier": "a", "x": 1}]})");
  const std::string scenario = file("s.json", R"({"steps": [{}]})");
  const Ended wrong =
      run({"check", scenario, fixtures, file("c.json", R"({"latency": "instant"})")});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_EQ(wrong.out, "1 of 3 files are valid\n");
  EXPECT_EQ(wrong.err, scenario + ": steps[0]: field \"at\" is missing\n" + fixtures +
                           ": tiers[0]: field \"tier\": must not be empty\n" + fixtures +
                           ": tiers[1] \"a\": field \"x\" is not known\n");
}

TEST_F(CheckCommand, ReportsToPrograms) {
  const std::string fixtures = file("f.json", R"({"tiers": [{"tier": ""}]})");
  const std::string scenario = file("s.json", R"({"name": "n"})");
  const std::string none = (temp_.path() / "none").string();
  const Ended wrong = run({"check", "--json", fixtures, scenario, none});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_EQ(wrong.err, "");
  const json expected = {
      {"valid", false},
      {"files",
       {{{"file", fixtures},
         {"kind", "fixture"},
         {"problems", {fixtures + ": tiers[0]: field \"tier\": must not be empty"}}},
        {{"file", scenario}, {"kind", "scenario"}, {"problems", json::array()}},
        {{"file", none},
         {"kind", nullptr},
         {"problems", {none + ": there is no such file or folder"}}}}}};
  EXPECT_EQ(json::parse(wrong.out), expected);
  const Ended right = run({"check", "--json", scenario});
  EXPECT_EQ(right.exit_code, 0);
  EXPECT_EQ(json::parse(right.out)["valid"], true);
}

TEST_F(CheckCommand, TakesAKind) {
  const std::string path = file("f.json", "{}");
  EXPECT_EQ(run({"check", path}).exit_code, 1);
  for (const char* const kind : {"config", "fixture", "scenario"}) {
    EXPECT_EQ(run({"check", "--as", kind, path}).exit_code, 0) << kind;
  }
  const Ended wrong = run({"check", "--as", "fixtures", path});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("option --as: must be auto, config, fixture, scenario, "));
}

TEST_F(CheckCommand, WantsAFile) {
  const Ended wrong = run({"check"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("a file is missing"));
}

TEST_F(CheckCommand, KeepsAProblemOnOneLine) {
  const Ended wrong = run({"check", "no\nsuch file"});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_EQ(wrong.err, "no\\nsuch file: there is no such file or folder\n");
}

TEST_F(CheckCommand, ReportsAFileThatCannotBeReadAndChecksTheOthers) {
  const std::string loop = (temp_.path() / "loop.json").string();
  std::filesystem::create_symlink(loop, loop);
  const std::string folder = (temp_.path() / "folder").string();
  std::filesystem::create_directories(folder + "/inner.json");
  const std::string name = (temp_.path() / "a\nb").string();
  const Ended wrong = run({"check", "--json", loop, folder, name, "/proc/self/mem", "/dev/zero",
                           file("f.json", R"({"tiers": [{"tier": ""}]})")});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_EQ(wrong.err, "");
  std::vector<std::string> problems;
  const json report = json::parse(wrong.out);
  for (const json& one : report["files"]) problems.push_back(one["problems"][0]);
  EXPECT_THAT(problems,
              ElementsAre(loop + ": cannot be read: Too many levels of symbolic links",
                          folder + "/inner.json: cannot be read: Is a directory",
                          temp_.path().string() + "/a\\nb: there is no such file or folder",
                          "/proc/self/mem: cannot be read: Input/output error",
                          "/dev/zero: cannot be read: it has more than 67108864 bytes",
                          HasSubstr("f.json: tiers[0]: field \"tier\": must not be empty")));
  EXPECT_EQ(report["files"][2]["file"], name);
}

TEST(SchemaCommand, PrintsEachSchema) {
  const Ended config = run({"schema", "config"});
  EXPECT_EQ(config.exit_code, 0);
  EXPECT_EQ(json::parse(config.out), json(config_schema()));
  EXPECT_EQ(json::parse(run({"schema", "fixtures"}).out), json(fixtures_schema()));
  EXPECT_EQ(json::parse(run({"schema", "scenario"}).out), json(scenario_schema()));
}

TEST(SchemaCommand, WantsTheNameOfOne) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"schema"}, {"schema", "fixture"}, {"schema", "config", "scenario"}}) {
    const Ended wrong = run(arguments);
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_THAT(wrong.err, HasSubstr("config, fixtures or scenario"));
    EXPECT_EQ(wrong.out, "");
  }
  EXPECT_EQ(
      run({"schema", "fixture"}).err,
      "wavespeed-mock: schema: must be config, fixtures or scenario, not \"fixture\"; did you "
      "mean \"fixtures\"?\n");
}

}  // namespace
}  // namespace wavespeed_mock::cli::check_command_test

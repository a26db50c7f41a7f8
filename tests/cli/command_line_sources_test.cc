// The sources of an option of `serve`, and which of them counts: flag, environment, config file.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/command_line_suite.h"

namespace wavespeed_mock::cli::command_line_sources_test {
namespace {

TEST_F(CommandLine, PrefersFlagThenEnvironmentThenConfigFileThenDefault) {
  const std::string config = "--config=" + write_config(R"({"port": 1})");
  const Environment variable = {{"WAVESPEED_MOCK_PORT", "2"}};
  struct Case {
    Arguments arguments;
    Environment environment;
    int port;
  };
  const std::vector<Case> cases = {
      {{}, {}, 8787},
      {{config}, {}, 1},
      {{}, variable, 2},
      {{config}, variable, 2},
      {{"--port=3"}, {}, 3},
      {{config, "--port=3"}, {}, 3},
      {{"--port=3"}, variable, 3},
      {{"--port=3", config}, variable, 3},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(read_settings(c.arguments, c.environment).listen.port, c.port)
        << testing::PrintToString(c.arguments) << testing::PrintToString(c.environment);
  }
}

TEST_F(CommandLine, PrefersTheConfigFileOfTheFlag) {
  const Environment missing = {{"WAVESPEED_MOCK_CONFIG", (folder_ / "missing").string()}};
  const std::string path = write_config(R"({"port": 1})");
  const Settings settings = read_settings({"--config", path}, missing);
  EXPECT_EQ(settings.listen.port, 1);
  EXPECT_EQ(settings.config, path);
  EXPECT_EQ(error_for({"--config", folder_.string()}, {{"WAVESPEED_MOCK_CONFIG", path}}),
            "option --config: cannot read \"" + folder_.string() + "\": Is a directory");
}

TEST_F(CommandLine, ReadsListsOfFixturesAndDoesNotMixSources) {
  const std::string config = "--config=" + write_config(R"({"fixtures": ["/c", "/d"]})");
  const Environment variable = {{"WAVESPEED_MOCK_FIXTURES", "e:/f"}};
  struct Case {
    Arguments arguments;
    Environment environment;
    std::vector<std::filesystem::path> fixtures;
  };
  const std::vector<Case> cases = {
      {{"--fixtures", "a", "--fixtures=b:c"}, {}, {"a", "b:c"}},
      {{"--fixtures=[a,b]"}, {}, {"[a,b]"}},
      {{}, variable, {"e", "/f"}},
      {{config}, {}, {"/c", "/d"}},
      {{config}, variable, {"e", "/f"}},
      {{config, "--fixtures=a"}, variable, {"a"}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(read_settings(c.arguments, c.environment).mock.fixtures, c.fixtures)
        << testing::PrintToString(c.arguments);
  }
}

TEST_F(CommandLine, ResolvesPathsOfAConfigFileAgainstItsFolder) {
  const std::string path = write_config(R"({"port_file": "p", "fixtures": ["x/y.json", "/z"]})");
  const Settings settings = read_settings({"--config", path}, {});
  EXPECT_EQ(settings.port_file, folder_ / "p");
  EXPECT_EQ(settings.mock.fixtures,
            (std::vector<std::filesystem::path>{folder_ / "x/y.json", "/z"}));
  EXPECT_EQ(read_settings({"--port-file", "p"}, {}).port_file, "p");
  EXPECT_EQ(read_settings({}, {{"WAVESPEED_MOCK_PORT_FILE", "p"}}).port_file, "p");
}

TEST_F(CommandLine, TreatsAnEmptyVariableAsNotSet) {
  for (const Option& row : option_table()) {
    EXPECT_EQ(error_for({}, {{environment_name(row), ""}}), "");
  }
  EXPECT_EQ(read_settings({}, {{"WAVESPEED_MOCK_PORT", ""}}).listen.port, 8787);
}

TEST_F(CommandLine, ReadsTheVariablesOfThisProcess) {
  ASSERT_EQ(setenv("WAVESPEED_MOCK_TIER", "a=b", 1), 0);
  const Environment environment = process_environment();
  unsetenv("WAVESPEED_MOCK_TIER");
  EXPECT_EQ(environment.at("WAVESPEED_MOCK_TIER"), "a=b");
  for (const auto& [name, value] : environment) EXPECT_EQ(name.find(kEnvironmentPrefix), 0u);
}

TEST_F(CommandLine, IgnoresTheVariablesOfClientsAndHelpers) {
  for (const char* name :
       {"WAVESPEED_MOCK_URL", "WAVESPEED_MOCK_KEY", "WAVESPEED_MOCK_TOKEN", "WAVESPEED_MOCK_BIN"}) {
    EXPECT_EQ(error_for({}, {{name, "x"}}), "") << name;
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::command_line_sources_test

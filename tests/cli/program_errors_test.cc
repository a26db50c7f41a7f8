// What the built program prints without starting a server: errors, help and version.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/program_suite.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli::program_errors_test {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

TEST_F(ProgramTest, EndsWithOneLineWhenTheConfigurationIsWrong) {
  Program other({"serve", "--port=0"});
  const std::string taken = std::to_string(port_in(other.out().first_line()));
  const std::string broken = in_folder("broken.json");
  std::ofstream(broken) << "{\"port\": 0,,}";
  const std::string missing = in_folder("missing.json");
  const std::string itself = in_folder("itself.json");
  std::ofstream(itself) << R"({"port": 0, "fixtures": "itself.json"})";
  fs::create_directory(in_folder("folder"));

  struct Case {
    Texts arguments;
    Texts variables;
    std::string part;  // of the error
  };
  const std::vector<Case> cases = {
      {{}, {}, "a command is missing; \"wavespeed-mock --help\" lists them"},
      {{"srve"}, {}, "command \"srve\" is not known; did you mean \"serve\"?"},
      {{"--port=1"}, {}, "command \"--port=1\" is not known; \"wavespeed-mock --help\" lists"},
      {{"two\nlines"}, {}, R"(command "two\nlines" is not known)"},
      {{"serve", "--prot=1"}, {}, "option \"--prot\" is not known; did you mean \"--port\"?"},
      {{"serve", "--port=x"}, {}, "option --port: must be a whole number"},
      {{"serve"}, {"WAVESPEED_MOCK_PORT=x"}, "environment variable WAVESPEED_MOCK_PORT: must be"},
      {{"serve"}, {"WAVESPEED_MOCK_PROT=1"}, "did you mean \"WAVESPEED_MOCK_PORT\"?"},
      {{"serve", "--config", broken}, {}, "config file " + broken + ": is not valid JSON: at line"},
      {{"serve", "--port=0", "--fixtures", missing}, {}, missing},
      {{"serve", "--port=0", "--latency=sluggish"}, {}, "sluggish"},
      {{"serve", "--port=0", "--tier=wooden"}, {}, "wooden"},
      {{"serve", "--port", taken}, {}, taken},
      {{"serve", "--port", taken}, {}, "or use --port 0 for any free port"},
      {{"serve", "--port=0", "--tls-key", missing}, {}, "needs --tls-cert, the file of"},
      {{"serve", "--port=0", "--client-rules=none,polling"}, {}, "option --client-rules: must be"},
      {{"serve", "--port=0", "--port-file", in_folder("no/port")},
       {},
       "port file \"" + in_folder("no/port") + "\" cannot be written: No such file or directory"},
      {{"serve", "--port=0", "--port-file", in_folder("folder")},
       {},
       "port file \"" + in_folder("folder") + "\" cannot be written: Is a directory"},
      {{"serve", "--port=0", "--client-report", in_folder("no/report"), "--tls-self-signed",
        in_folder("own.pem")},
       {},
       "client report \"" + in_folder("no/report") + "\" cannot be written: No such file or"},
      {{"serve", "--port=0", "--port-file", in_folder("no/port"), "--tls-self-signed",
        in_folder("own.pem")},
       {},
       "port file \"" + in_folder("no/port") + "\" cannot be written: No such file or directory"},
      {{"serve", "--port=0", "--engine=httplib", "--tls-self-signed", in_folder("own.pem")},
       {},
       "engine \"httplib\" "},
      {{"serve", "--port=0", "--scenario", in_folder("folder")},
       {},
       "cannot read the scenario file " + in_folder("folder") + ": Is a directory"},
      {{"serve", "--config", itself}, {}, "fixtures: \"" + itself + "\" is the config file itself"},
      {{"serve", "--config", itself, "--fixtures", folder_},
       {},
       "fixtures: \"" + folder_.string() + "\" is the folder of the config file, and "},
      {{"record", "--upstream=http://127.0.0.1:1", "--port=0", "--out", in_folder("own.pem"),
        "--port-file", in_folder("no/port")},
       {},
       "port file \"" + in_folder("no/port") + "\" cannot be written: No such file or directory"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.arguments) + testing::PrintToString(c.variables));
    Program program(c.arguments, c.variables);
    EXPECT_EQ(program.exit_code(), 2);
    EXPECT_EQ(program.out().all(), "");
    const std::string& line = program.err().all();
    EXPECT_EQ(line.find("wavespeed-mock: "), 0u) << line;
    EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
    EXPECT_NE(line.find(c.part), std::string::npos) << line;
  }
  for (const fs::directory_entry& left : fs::directory_iterator(folder_)) {
    EXPECT_NE(left.path().extension(), ".tmp") << left.path();
    EXPECT_NE(left.path().extension(), ".pem") << left.path();
  }
}

TEST_F(ProgramTest, PrintsHelpAndVersion) {
  struct Case {
    Texts arguments;
    std::string beginning;
  };
  const std::vector<Case> cases = {
      {{"--version"}, "wavespeed-mock " WAVESPEED_MOCK_VERSION "\n"},
      {{"--help"}, "Usage: wavespeed-mock <command> [options]\n"},
      {{"-h"}, "Usage: wavespeed-mock <command> [options]\n"},
      {{"serve", "--help"}, "Usage: wavespeed-mock serve [options]\n"},
      {{"serve", "-h"}, "Usage: wavespeed-mock serve [options]\n"},
      {{"record", "--help"}, "Usage: wavespeed-mock record --upstream URL --out FILE [options]\n"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.arguments));
    Program program(c.arguments);
    EXPECT_EQ(program.exit_code(), 0);
    EXPECT_EQ(program.out().all().find(c.beginning), 0u) << program.out().all();
    EXPECT_EQ(program.err().all(), "");
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::program_errors_test

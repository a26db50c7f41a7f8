#include "cli/help_command.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "cli/command_help.h"
#include "cli/command_table.h"
#include "support/program.h"

namespace wavespeed_mock::cli::help_command_test {
namespace {

using Texts = std::vector<std::string>;

struct Ended {
  int code;
  std::string out;
  std::string err;
};

Ended run(Texts arguments) {
  Program program(std::move(arguments));
  const int code = program.exit_code();
  return {code, program.out().all(), program.err().all()};
}

TEST(HelpCommand, PrintsWhatTheFlagPrints) {
  for (const Command& command : commands()) {
    const std::string name(command.name);
    const std::string help = command_help(command);
    for (const Texts& arguments : std::vector<Texts>{{"help", name},
                                                     {name, "--help"},
                                                     {name, "-h"},
                                                     {name, "--help=true"},
                                                     {name, "--frobnicate", "-h"}}) {
      const Ended ended = run(arguments);
      EXPECT_EQ(ended.code, 0) << testing::PrintToString(arguments);
      EXPECT_EQ(ended.out, help) << testing::PrintToString(arguments);
      EXPECT_EQ(ended.err, "");
    }
  }
  for (const Texts& arguments : std::vector<Texts>{{"help"}, {"--help"}, {"-h"}, {"--help=true"}}) {
    EXPECT_EQ(run(arguments).out, program_help(commands())) << testing::PrintToString(arguments);
  }
}

TEST(HelpCommand, ExplainsErrors) {
  struct Case {
    Texts arguments;
    const char* error;
  };
  for (const Case& one : std::vector<Case>{
           {{"help", "srve"}, R"(command "srve" is not known; did you mean "serve"?)"},
           {{"help", "serve", "all"},
            R"(argument "all" is not known; give the name of one command)"},
           {{"hlep"}, R"(command "hlep" is not known; did you mean "help"?)"},
           {{"xyz"}, R"(command "xyz" is not known; "wavespeed-mock --help" lists them)"},
           {{"serve", "--help=maybe"}, R"(option --help: must be true or false, not "maybe")"}}) {
    const Ended ended = run(one.arguments);
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(ended.err, std::string("wavespeed-mock: ") + one.error + '\n');
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::help_command_test

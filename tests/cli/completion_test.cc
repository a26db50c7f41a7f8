#include "cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_table.h"
#include "support/program.h"
#include "support/shell.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli::completion_test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using Texts = std::vector<std::string>;

// Calls the completion function as bash does.
class BashCompletion : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!is_installed("bash")) GTEST_SKIP() << "bash is not installed";
    temp_.write("script", completion_script(Shell::bash, commands()));
  }

  // What bash offers after `words`, the last of which is being typed.
  Texts offered(const std::string& words) const {
    const std::string line = "cd '" + temp_.path().string() + "/here' && bash -c '. ../script; " +
                             "COMP_WORDS=(wavespeed-mock " + words + "); " +
                             "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _wavespeed_mock; "
                             "((${#COMPREPLY[@]})) && printf \"%s\\n\" \"${COMPREPLY[@]}\"'";
    std::istringstream in(shell_output(line));
    Texts lines;
    for (std::string text; std::getline(in, text);) lines.push_back(text);
    return lines;
  }

  void make_here(const Texts& files) const {
    std::filesystem::create_directories(temp_.path() / "here/folder");
    for (const std::string& file : files) temp_.write("here/" + file, "");
  }

  const TempFolder temp_;
};

TEST_F(BashCompletion, OffersTheCommands) {
  make_here({});
  Texts names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  names.insert(names.end(), {"--help", "--version"});
  EXPECT_EQ(offered("\"\""), names);
  EXPECT_THAT(offered("co"), UnorderedElementsAre("contract", "completion"));
  EXPECT_THAT(offered("x"), IsEmpty());
}

TEST_F(BashCompletion, OffersTheFlagsOfACommand) {
  make_here({});
  for (const Command& command : commands()) {
    Texts flags;
    for (const Option& option : command.options) flags.push_back(flag_name(option));
    flags.emplace_back("--help");
    EXPECT_EQ(offered(std::string(command.name) + " --"), flags);
  }
  EXPECT_THAT(offered("serve --strict --tls-s"), ElementsAre("--tls-self-signed"));
}

TEST_F(BashCompletion, OffersTheChoicesOfAValue) {
  make_here({});
  EXPECT_THAT(offered("serve --engine \"\""), ElementsAre("auto", "event", "httplib"));
  EXPECT_THAT(offered("serve --engine ev"), ElementsAre("event"));
  EXPECT_THAT(offered("serve --engine ="), ElementsAre("auto", "event", "httplib"));
  EXPECT_THAT(offered("serve --engine = h"), ElementsAre("httplib"));
  EXPECT_THAT(offered("serve --strict ="), ElementsAre("true", "false"));
  EXPECT_THAT(offered("serve --port \"\""), IsEmpty());
  EXPECT_THAT(offered("contract --format j"), UnorderedElementsAre("json", "junit"));
  EXPECT_THAT(offered("completion z"), ElementsAre("zsh"));
  EXPECT_THAT(offered("schema \"\""), ElementsAre("config", "fixtures", "scenario", "--help"));
  EXPECT_THAT(offered("schema config \"\""), ElementsAre("--help"));
  EXPECT_THAT(offered("help se"), ElementsAre("serve"));
  EXPECT_THAT(offered("check --as tr"), ElementsAre("transcript"));
  EXPECT_THAT(offered("contract --target \"\""), ElementsAre("memory", "loopback"));
}

TEST_F(BashCompletion, OffersEachOfAList) {
  make_here({});
  EXPECT_THAT(offered("serve --client-rules pol"), ElementsAre("polling"));
  EXPECT_THAT(offered("serve --client-rules backoff,pol"), ElementsAre("backoff,polling"));
  EXPECT_THAT(offered("serve --client-rules = backoff,pol"), ElementsAre("backoff,polling"));
}

TEST_F(BashCompletion, OffersFilesAndFoldersForPaths) {
  make_here({"a file.json", "b.json"});
  EXPECT_THAT(offered("serve --config \"\""),
              UnorderedElementsAre("a file.json", "b.json", "folder"));
  EXPECT_THAT(offered("serve --config = b"), ElementsAre("b.json"));
  EXPECT_THAT(offered("serve --media-dir \"\""), ElementsAre("folder"));
  EXPECT_THAT(offered("serve --scenario \"\""), AllOf(Contains("flaky"), Contains("b.json")));
  EXPECT_THAT(offered("check b"), ElementsAre("b.json"));
  EXPECT_THAT(offered("check --json b.json a"), ElementsAre("a file.json"));
  EXPECT_THAT(offered("contract --cases b"), UnorderedElementsAre("built-in", "b.json"));
}

// Of every command: what ends in FILE, PATH or FOLDER completes paths, and what has choices them.
TEST_F(BashCompletion, OffersSomethingForEveryPathAndChoice) {
  make_here({"b.json"});
  for (const Command& command : commands()) {
    for (const Option& option : command.options) {
      SCOPED_TRACE(std::string(command.name) + ' ' + flag_name(option));
      const std::string begin = std::string(command.name) + ' ' + flag_name(option) + ' ';
      for (const std::string& choice : option.value.choices) {
        if (option.value.form == Form::toggle) continue;
        EXPECT_THAT(offered(begin + choice), Contains(choice));
      }
      const std::string_view placeholder = option.placeholder;
      if (placeholder.ends_with("@FILE")) {
        EXPECT_THAT(offered(begin + "@b"), ElementsAre("@b.json"));
      } else if (placeholder == "FILE" || placeholder == "PATH") {
        EXPECT_THAT(offered(begin + "b"), Contains("b.json"));
      } else if (placeholder == "FOLDER") {
        EXPECT_THAT(offered(begin + "fo"), ElementsAre("folder"));
      }
    }
  }
}

// Asks fish itself.
class FishCompletion : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!is_installed("fish")) GTEST_SKIP() << "fish is not installed";
    temp_.write("script", completion_script(Shell::fish, commands()));
    for (const char* const file : {"b.json", "b c.json"}) temp_.write(file, "");
  }

  // What fish offers at the end of `line`, without descriptions.
  Texts offered(const std::string& line) const {
    std::istringstream in(shell_output("cd '" + temp_.path().string() +
                                       "' && HOME=$PWD fish --no-config -c 'source script; "
                                       "complete -C \"wavespeed-mock " +
                                       line + "\"'"));
    Texts lines;
    for (std::string text; std::getline(in, text);)
      lines.push_back(text.substr(0, text.find('\t')));
    return lines;
  }

  const TempFolder temp_;
};

TEST_F(FishCompletion, OffersEachOfAList) {
  EXPECT_THAT(offered("serve --client-rules pol"), ElementsAre("polling"));
  EXPECT_THAT(offered("serve --client-rules backoff,pol"), ElementsAre("backoff,polling"));
  EXPECT_THAT(offered("serve --client-rules=backoff,pol"),
              ElementsAre("--client-rules=backoff,polling"));
}

TEST_F(FishCompletion, OffersFilesAfterAt) {
  EXPECT_THAT(offered("bench --inputs @b"), UnorderedElementsAre("@b.json", "@b c.json"));
  EXPECT_THAT(offered("bench --inputs=@b.j"), ElementsAre("--inputs=@b.json"));
  EXPECT_THAT(offered("bench --inputs b"), IsEmpty());
}

// Where fish is not installed.
TEST(FishScript, OffersListsAndFilesAfterAt) {
  const std::string script = completion_script(Shell::fish, commands());
  EXPECT_THAT(script, HasSubstr(" -l inputs -x -a '(__wavespeed_mock_files_after_at)' "));
  EXPECT_THAT(script, HasSubstr(" -l client-rules -x -a '(__wavespeed_mock_list "));
}

class Completion : public ::testing::TestWithParam<Shell> {};

TEST_P(Completion, NamesEachCommandFlagAndChoice) {
  const std::string script = completion_script(GetParam(), commands());
  for (const Command& command : commands()) {
    EXPECT_THAT(script, HasSubstr(std::string(command.name)));
    for (const Option& option : command.options) {
      const std::string flag =
          GetParam() == Shell::fish ? " -l " + std::string(option.name) + ' ' : flag_name(option);
      EXPECT_THAT(script, HasSubstr(flag)) << command.name;
      if (option.value.form == Form::toggle) continue;
      for (const std::string& choice : option.value.choices) {
        EXPECT_THAT(script, HasSubstr(choice));
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, Completion, ::testing::Values(Shell::bash, Shell::zsh, Shell::fish));

// A quote in a help text would end the argument that it is in.
TEST(CompletionScript, EscapesQuotes) {
  const std::vector<Command> table = {{.name = "paint",
                                       .purpose = "Paint what's there: [all]",
                                       .synopsis = "",
                                       .description = "",
                                       .options = {{.name = "frame",
                                                    .placeholder = "TEXT",
                                                    .help = "Frame of the painter's choice [wood]",
                                                    .value = {.expected = "a text"}}}}};
  EXPECT_THAT(completion_script(Shell::zsh, table),
              AllOf(HasSubstr(R"('paint:Paint what'\''s there\: [all]')"),
                    HasSubstr(R"('--frame=[Frame of the painter'\''s choice \[wood\]]:TEXT: ')")));
  EXPECT_THAT(completion_script(Shell::fish, table),
              AllOf(HasSubstr(R"(-a paint -d 'Paint what\'s there: [all]')"),
                    HasSubstr(R"(-l frame -x -d 'Frame of the painter\'s choice [wood]')")));
  EXPECT_THAT(completion_script(Shell::bash, table), Not(HasSubstr("painter's")));
}

struct Ended {
  int code = 0;
  std::string out;
  std::string err;
};

Ended run(Texts arguments) {
  Program program(std::move(arguments));
  Ended ended{.code = program.exit_code()};
  ended.out = program.out().all();
  ended.err = program.err().all();
  return ended;
}

TEST(CompletionCommand, PrintsTheScript) {
  EXPECT_EQ(run({"completion", "bash"}).out, completion_script(Shell::bash, commands()));
  EXPECT_EQ(run({"completion", "zsh"}).out, completion_script(Shell::zsh, commands()));
  EXPECT_EQ(run({"completion", "fish"}).out, completion_script(Shell::fish, commands()));
}

TEST(CompletionCommand, ExplainsErrors) {
  struct Case {
    Texts arguments;
    const char* error;
  };
  for (const Case& one : std::vector<Case>{
           {{}, "the name of a shell is missing; it must be bash, zsh or fish"},
           {{"tcsh"}, "argument \"tcsh\": must be bash, zsh or fish"},
           {{"bash", "zsh"}, "argument \"zsh\" is not known; give the name of one shell"},
           {{"--bash"},
            "option \"--bash\" is not known; \"wavespeed-mock completion --help\" lists all"}}) {
    Texts arguments = one.arguments;
    arguments.insert(arguments.begin(), "completion");
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(ended.err, std::string("wavespeed-mock: ") + one.error + '\n');
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::completion_test

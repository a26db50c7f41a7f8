#include "cli/arguments/flag_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <vector>

#include "cli/arguments/option_values.h"
#include "support/domain_error.h"

namespace wavespeed_mock::cli::flag_parser_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Texts = std::vector<std::string>;

// One option of each form, and a secret.
struct Painting {
  std::string title = "none";
  int width = 100;
  bool framed = false;
  std::vector<std::filesystem::path> brushes;
  std::string password;
};

std::vector<Option> painting_options(Painting& to) {
  return {
      {.name = "title",
       .placeholder = "TEXT",
       .help = "Name of the painting",
       .value = text_value(to.title, "a title")},
      {.name = "max-width",
       .placeholder = "NUMBER",
       .help = "Width",
       .value = number_value(to.width, 1, 500, "centimetres")},
      {.name = "framed", .placeholder = "", .help = "Framed", .value = toggle_value(to.framed)},
      {.name = "brush",
       .placeholder = "PATH",
       .help = "Brushes",
       .value = paths_value(to.brushes, "paths of brushes")},
      {.name = "password",
       .placeholder = "TEXT",
       .help = "Password",
       .value = checked_text_value(to.password, "a long text",
                                   [](const std::string& text) { return text.size() > 20; }),
       .is_secret = true},
  };
}

struct Read {
  Painting painting;
  Texts operands;
};

Read read(const Texts& arguments, Operands operands = Operands::refused) {
  Read result;
  const std::vector<Option> options = painting_options(result.painting);
  result.operands = read_flags("paint", options, arguments, operands).operands;
  return result;
}

std::string error_for(const Texts& arguments, Operands operands = Operands::refused) {
  return error_of([&] { read(arguments, operands); });
}

TEST(FlagParser, ReadsAValueAfterASpaceOrAnEqualsSign) {
  EXPECT_EQ(read({"--title", "Blue"}).painting.title, "Blue");
  EXPECT_EQ(read({"--title=Blue"}).painting.title, "Blue");
  EXPECT_EQ(read({"--title", "a=b"}).painting.title, "a=b");
  EXPECT_EQ(read({"--title=a=b"}).painting.title, "a=b");
  EXPECT_EQ(read({"--max-width", "7", "--title", "Blue"}).painting.width, 7);
}

TEST(FlagParser, TakesAToggleWithoutAValueOrWithOne) {
  EXPECT_TRUE(read({"--framed"}).painting.framed);
  EXPECT_TRUE(read({"--framed=true"}).painting.framed);
  EXPECT_FALSE(read({"--framed=false"}).painting.framed);
}

TEST(FlagParser, CollectsTheValuesOfAFlagThatMayBeRepeated) {
  EXPECT_THAT(read({"--brush", "a", "--framed", "--brush=b"}).painting.brushes,
              ElementsAre("a", "b"));
}

TEST(FlagParser, KeepsDefaultsOfAbsentFlags) {
  const Painting painting = read({}).painting;
  EXPECT_EQ(painting.title, "none");
  EXPECT_EQ(painting.width, 100);
}

TEST(FlagParser, KnowsWhichFlagsWereGiven) {
  Painting painting;
  const std::vector<Option> options = painting_options(painting);
  const ParsedFlags given = read_flags("paint", options, Texts{"--framed=false"});
  EXPECT_TRUE(given.has("framed"));
  EXPECT_FALSE(given.has("title"));
}

TEST(FlagParser, TakesAValueThatLooksLikeAFlagOnlyAfterAnEqualsSign) {
  EXPECT_EQ(read({"--title=--framed"}).painting.title, "--framed");
  EXPECT_EQ(read({"--title", "-5"}).painting.title, "-5");
  EXPECT_EQ(error_for({"--title", "--framed"}),
            "option --title: needs a value: a title; one that begins with \"--\" is written "
            "--title=--…");
}

TEST(FlagParser, GivesOperandsToACommandThatTakesThem) {
  EXPECT_THAT(read({"a", "--framed", "b"}, Operands::taken).operands, ElementsAre("a", "b"));
  EXPECT_THAT(read({"--", "--framed", "-h"}, Operands::taken).operands,
              ElementsAre("--framed", "-h"));
  EXPECT_THAT(read({"-"}, Operands::taken).operands, ElementsAre("-"));
  EXPECT_THAT(read({"--framed", "--"}).operands, IsEmpty());
}

TEST(FlagParser, ExplainsEachKindOfWrongInput) {
  struct Case {
    Texts arguments;
    const char* error;
  };
  for (
      const Case& one : std::vector<Case>{
          {{"--titel", "a"}, R"(option "--titel" is not known; did you mean "--title"?)"},
          {{"--titel=a"}, R"(option "--titel" is not known; did you mean "--title"?)"},
          {{"-title"}, R"(option "-title" is not known; did you mean "--title"?)"},
          {{"--max_width=1"}, R"(option "--max_width" is not known; did you mean "--max-width"?)"},
          {{"--zzz"}, R"(option "--zzz" is not known; "wavespeed-mock paint --help" lists all)"},
          {{"-x"}, R"(option "-x" is not known; "wavespeed-mock paint --help" lists all)"},
          {{"Blue"}, R"(argument "Blue" is not known; options begin with "--")"},
          {{""}, R"(argument "" is not known; options begin with "--")"},
          {{"--framed", "true"}, R"(argument "true" is not known; options begin with "--")"},
          {{"--", "--framed"}, R"(argument "--framed" is not known; options begin with "--")"},
          {{"--title"}, "option --title: needs a value: a title"},
          {{"--title=a", "--title=b"}, "option --title: given 2 times, may be given once"},
          {{"--framed", "--framed"}, "option --framed: given 2 times, may be given once"},
          {{"--title="}, R"(option --title: must be a title, not "")"},
          {{"--title", ""}, R"(option --title: must be a title, not "")"},
          {{"--help=yes"}, R"(option --help: must be true or false, not "yes")"},
          {{"--framed=yes"}, R"(option --framed: must be true or false, not "yes")"},
          {{"--max-width", "501"},
           R"(option --max-width: must be a whole number of centimetres from 1 to 500, not "501")"},
          {{"--brush=a", "--brush="}, R"(option --brush: must be paths of brushes, not ["a",""])"},
          {{"--password", "short"}, "option --password: must be a long text, not this one"},
          {{"--password", ""}, R"(option --password: must be a long text, not "")"},
      }) {
    EXPECT_EQ(error_for(one.arguments), one.error);
  }
}

TEST(FlagParser, TakesThatNoHelpIsWanted) {
  EXPECT_THAT(read({"--help=false", "a"}, Operands::taken).operands, ElementsAre("a"));
}

TEST(FlagParser, FindsTheHelpFlagAmongOtherArguments) {
  EXPECT_TRUE(asks_for_help(Texts{"--help"}));
  EXPECT_TRUE(asks_for_help(Texts{"-h"}));
  EXPECT_TRUE(asks_for_help(Texts{"--help=true"}));
  EXPECT_FALSE(asks_for_help(Texts{"--help=false"}));
  EXPECT_FALSE(asks_for_help(Texts{"--help=yes"}));
  EXPECT_TRUE(asks_for_help(Texts{"--port=x", "--frobnicate", "--help"}));
  EXPECT_FALSE(asks_for_help(Texts{"--title=--help"}));
  EXPECT_FALSE(asks_for_help(Texts{"--", "--help"}));
  EXPECT_FALSE(asks_for_help(Texts{}));
}

}  // namespace
}  // namespace wavespeed_mock::cli::flag_parser_test

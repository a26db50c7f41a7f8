#include "cli/arguments/option_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace wavespeed_mock::cli::option_values_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;

TEST(OptionValues, OfANumberNameAndEnforceItsLimits) {
  int port = 80;
  const Value value = number_value(port, 0, 65535);
  EXPECT_EQ(value.expected, "a whole number from 0 to 65535");
  EXPECT_EQ(value.default_text, "80");
  EXPECT_EQ(value.min, "0");
  EXPECT_EQ(value.max, "65535");
  EXPECT_EQ(value.range, "0 to 65535");
  for (const char* wrong : {"-1", "65536", "1.0", "+1", " 1", "1 ", "x", "", "99999999999"}) {
    EXPECT_FALSE(value.set({{wrong}})) << wrong;
    EXPECT_EQ(port, 80) << wrong;
  }
  EXPECT_TRUE(value.set({{"65535"}}));
  EXPECT_EQ(port, 65535);
}

TEST(OptionValues, OfALargeOrASmallNumberAreWrittenWithoutAnExponent) {
  double rate = 0.5;
  EXPECT_EQ(number_value(rate, 0.001, 1e8, "operations").expected,
            "a number of operations from 0.001 to 100000000");
  EXPECT_EQ(number_value(rate, 0.001, 1e8).default_text, "0.5");
  std::uint64_t seed = 0;
  EXPECT_EQ(number_value(seed, 0, std::numeric_limits<std::uint64_t>::max()).max,
            "18446744073709551615");
}

TEST(OptionValues, OfANumberThatIsNotSetHaveNoDefault) {
  std::optional<double> usd;
  const Value value = number_value(usd, 0, 5, "US dollars");
  EXPECT_EQ(value.default_text, "");
  EXPECT_FALSE(value.set({{"nan"}}));
  EXPECT_FALSE(usd);
  EXPECT_TRUE(value.set({{"2.5"}}));
  EXPECT_EQ(usd, 2.5);
}

TEST(OptionValues, OfADurationNameTheMinimum) {
  Duration pause = milliseconds(1500);
  EXPECT_EQ(duration_value(pause, Duration::zero(), "5s").expected,
            "a duration from 0 to 36525d such as 5s");
  EXPECT_EQ(duration_value(pause, Duration(1), "5s").expected,
            "a duration above 0, up to 36525d, such as 5s");
  const Value value = duration_value(pause, milliseconds(1), "5s");
  EXPECT_EQ(value.expected, "a duration from 1ms to 36525d such as 5s");
  EXPECT_EQ(value.range, "1ms to 36525d");
  EXPECT_EQ(value.default_text, "1500ms");
  EXPECT_FALSE(value.set({{"999us"}}));
  EXPECT_FALSE(value.set({{"5"}}));
  EXPECT_EQ(pause, milliseconds(1500));
  EXPECT_TRUE(value.set({{"2s"}}));
  EXPECT_EQ(pause, seconds(2));
}

TEST(OptionValues, OfAChoiceListWhatIsValid) {
  std::string level = "info";
  const Value value = choice_value(level, {"off", "info", "debug"});
  EXPECT_EQ(value.expected, "off, info or debug");
  EXPECT_THAT(value.choices, ElementsAre("off", "info", "debug"));
  EXPECT_EQ(value.default_text, "info");
  EXPECT_FALSE(value.set({{"Info"}}));
  EXPECT_TRUE(value.set({{"debug"}}));
  EXPECT_EQ(level, "debug");
}

TEST(OptionValues, OfAnEnumerationAreNamed) {
  enum class Mode { calm, wild };
  Mode mode = Mode::wild;
  const Value value = choice_value(mode, {{"calm", Mode::calm}, {"wild", Mode::wild}});
  EXPECT_EQ(value.expected, "calm or wild");
  EXPECT_EQ(value.default_text, "wild");
  EXPECT_TRUE(value.set({{"calm"}}));
  EXPECT_EQ(mode, Mode::calm);
}

TEST(OptionValues, OfMoneyAreDollars) {
  Money balance = Money::from_usd(0.25);
  const Value value = money_value(balance, 1e9);
  EXPECT_EQ(value.form, Form::number);
  EXPECT_EQ(value.expected, "a number of US dollars from 0 to 1000000000");
  EXPECT_EQ(value.default_text, "0.25");
  for (const char* wrong : {"", "-0.01", "1000000000.01", "nan", "$5", "0.0000004"}) {
    EXPECT_FALSE(value.set({{wrong}})) << wrong;
  }
  EXPECT_EQ(balance, Money::from_usd(0.25));
  EXPECT_EQ(value.hint("0.0000004"), "; amounts are whole millionths of a dollar");
  EXPECT_EQ(value.hint("-1"), "");
  EXPECT_TRUE(value.set({{"0.0000005"}}));
  EXPECT_EQ(balance, Money{1});
  EXPECT_TRUE(value.set({{"7.5"}}));
  EXPECT_EQ(balance, Money::from_usd(7.5));

  std::optional<Money> limit;
  EXPECT_EQ(money_value(limit, 10).default_text, "");
  EXPECT_TRUE(money_value(limit, 10).set({{"10"}}));
  EXPECT_EQ(limit, Money::from_usd(10));
}

TEST(OptionValues, CanHaveTheirOwnParser) {
  int count = 2;
  const Value value = read_value<int>(count, "one", "2",
                                      [](std::string_view text, int& field) {
                                        if (text == "one") field = 1;
                                        return text == "one";
                                      },
                                      {"one"});
  EXPECT_EQ(value.expected, "one");
  EXPECT_EQ(value.default_text, "2");
  EXPECT_THAT(value.suggestions, ElementsAre("one"));
  EXPECT_FALSE(value.set({{"two"}}));
  EXPECT_FALSE(value.set({{"one", "one"}}));
  EXPECT_EQ(count, 2);
  EXPECT_TRUE(value.set({{"one"}}));
  EXPECT_EQ(count, 1);
}

TEST(OptionValues, OfAPathAreRelativeToTheirSource) {
  std::optional<std::filesystem::path> file;
  const Value value = path_value(file);
  EXPECT_EQ(value.default_text, "");
  EXPECT_TRUE(value.set({{"a.json"}, "/b"}));
  EXPECT_EQ(file, "/b/a.json");
  EXPECT_TRUE(value.set({{"/c.json"}, "/b"}));
  EXPECT_EQ(file, "/c.json");
  EXPECT_FALSE(value.set({{""}}));
  EXPECT_FALSE(value.set({{std::string("a\0b", 3)}}));
}

TEST(OptionValues, OfPathsReplaceEarlierOnes) {
  std::vector<std::filesystem::path> files = {"old"};
  const Value value = paths_value(files, "paths");
  EXPECT_FALSE(value.set({{"a", ""}}));
  EXPECT_FALSE(value.set({{"a", std::string("\0", 1)}}));
  EXPECT_THAT(files, ElementsAre("old"));
  EXPECT_TRUE(value.set({{"a", "b"}, "/x"}));
  EXPECT_THAT(files, ElementsAre("/x/a", "/x/b"));
}

TEST(OptionValues, JoinNamesWithAWordBeforeTheLast) {
  EXPECT_EQ(list_of({}), "");
  EXPECT_EQ(list_of({"a"}), "a");
  EXPECT_EQ(list_of({"a", "b"}), "a or b");
  EXPECT_EQ(list_of({"a", "b", "c"}), "a, b or c");
}

}  // namespace
}  // namespace wavespeed_mock::cli::option_values_test

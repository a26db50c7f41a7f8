// Which texts are formulas, and what is said of others.
#include "base/formula/formula_parser.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/formula/formula.h"

namespace wavespeed_mock::formula_parser_test {
namespace {

std::string problem_of(std::string_view text) {
  try {
    (void)Formula::parse(text);
  } catch (const FormulaError& error) {
    const std::string said = error.what();
    const std::string start =
        "the formula is wrong at character " + std::to_string(error.character()) + ": ";
    EXPECT_TRUE(said.starts_with(start)) << said;
    return std::to_string(error.character()) + ": " + said.substr(start.size());
  }
  return "";
}

TEST(FormulaParser, SaysWhatIsWrongAtWhichCharacter) {
  struct Case {
    std::string_view text;
    std::string_view problem;
  };
  constexpr Case kCases[] = {
      {"", "1: the formula ends where a value is expected"},
      {"5", "1: the formula gives no object with \"total_price\""},
      {"{}", "1: the object has no \"total_price\""},
      {"{\"price\": 1}", "1: the object has no \"total_price\""},
      {"{\"total_price\": }", "17: a value is expected, not \"}\""},
      {"{\"total_price\": 1", "18: \"}\" is expected, not the end"},
      {"{\"total_price\": 1} 2", "20: an operator or the end is expected, not \"2\""},
      {"{\"total_price\" 1}", "16: \":\" is expected, not \"1\""},
      {"{total_price: 1}", "2: the key of an object must be a string"},
      {"{\"total_price\": 1, \"total_price\": 2}", "20: the object has this key twice"},
      {"{\"total_price\": {\"x\": 1}}", "17: the object has no \"total_price\""},
      {"{\"total_price\": {\"total_price\": 1}}",
       "1: an object can only be the value of the whole formula"},
      {"1 + {\"total_price\": 1}", "3: an object can only be the value of the whole formula"},
      {"x ? {\"total_price\": 1} : 2",
       "3: one branch of a condition is an object, the other is not"},
      {"{\"total_price\": \"\u00e9\" * $unknown(1)}", "23: there is no function \"$unknown\""},
      {"{\"total_price\": unknown(1)}", "17: there is no function \"unknown\""},
      {"{\"total_price\": $max}", "17: a function is used as a variable"},
      {"{\"total_price\": $max(1, 2)}", "17: $max does not take 2 arguments"},
      {"{\"total_price\": $number()}", "17: $number needs an argument"},
      {"{\"total_price\": get_duration_v3}",
       "17: get_duration_v3 is a function and must be called"},
      {"{\"total_price\": a.get_duration(b)}",
       "19: a step of a path must be a name, a variable, a block or a call"},
      {"{\"total_price\": a.(get_duration(b))}", "20: get_duration cannot be called inside a path"},
      {"{\"total_price\": $filter(a, $b)}",
       "28: the second argument must be written as function($x) {\u2026}"},
      {"{\"total_price\": function($x) {1}}",
       "17: a function can only be the second argument of $filter, $map or $reduce"},
      {"{\"total_price\": $}", "17: the object of all inputs can only be looked into, as in $.x"},
      {"{\"total_price\": a[0]}", "18: a predicate is not supported"},
      {"{\"total_price\": a & b}", "19: concatenation is not supported"},
      {"{\"total_price\": /a/}", "17: a regular expression is not supported"},
      {"{\"total_price\": *}", "17: a wildcard is not supported"},
      {"{\"total_price\": [1..2]}", "19: a range is not supported"},
      {"{\"total_price\": 1.a}", "18: a path cannot begin with this value"},
      {"{\"total_price\": $d := 1}", "20: a variable can only be set in parentheses"},
      {"{\"total_price\": \"a}", "17: a string has no closing quote"},
      {"{\"total_price\": \"\\q\"}", "18: an unknown escape in a string"},
      {"{\"total_price\": \"\\ud800\"}", "18: half a surrogate pair in a string"},
      {"{\"total_price\": `a}", "17: a name has no closing backquote"},
      {"{\"total_price\": 1 /* }", "19: a comment has no end"},
      {"{\"total_price\": 1e400}", "17: a number is too large"},
  };
  for (const Case& c : kCases) EXPECT_EQ(problem_of(c.text), c.problem) << c.text;
}

TEST(FormulaParser, RefusesWhatIsTooDeepOrTooLong) {
  const auto nested = [](int depth) {
    return "{\"total_price\": " + std::string(depth, '(') + "1" + std::string(depth, ')') + "}";
  };
  EXPECT_EQ(problem_of(nested(150)), "");
  EXPECT_EQ(problem_of(nested(100'000 / 4)), "216: the formula is nested too deeply");
  std::string sum = "{\"total_price\": 1";
  for (int i = 0; i < 1'000; ++i) sum += " + 1";
  EXPECT_NE(problem_of(sum + "}").find("the formula is nested too deeply"), std::string::npos);
  const std::string formula = "{\"total_price\": 1}";
  const std::string blanks(65'536 - formula.size(), ' ');
  EXPECT_EQ(problem_of(formula + blanks), "");
  EXPECT_EQ(problem_of(formula + blanks + ' '), "1: the formula is longer than 64 kB");
}

TEST(FormulaParser, RefusesMoreThanSixtyFourVariables) {
  std::string variables;
  for (int i = 0; i < 64; ++i) variables += "$v" + std::to_string(i) + " := 1; ";
  EXPECT_EQ(problem_of("(" + variables + "{\"total_price\": $v63})"), "");
  EXPECT_NE(problem_of("(" + variables + "$last := 1; {\"total_price\": $last})")
                .find("the formula has too many variables"),
            std::string::npos);
}

TEST(FormulaParser, ReadsCommentsAndBlanks) {
  EXPECT_EQ(problem_of(" /* a */ {\n\"total_price\"\t:\r1 /**/ + 2 }\n "), "");
}

}  // namespace
}  // namespace wavespeed_mock::formula_parser_test

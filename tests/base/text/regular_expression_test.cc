#include "base/text/regular_expression.h"

#include <gmock/gmock.h>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock::regular_expression_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

bool found(std::string_view expression, std::string_view text) {
  return RegularExpression(expression).found_in(text);
}

TEST(RegularExpression, FindsAnyPartOfATextUnlessAnchored) {
  EXPECT_TRUE(found("b+", "abbc"));
  EXPECT_TRUE(found("^ab", "abbc"));
  EXPECT_FALSE(found("^b", "abbc"));
  EXPECT_TRUE(found("c$", "abbc"));
  EXPECT_FALSE(found("^abb$", "abbc"));
  EXPECT_FALSE(found("^a$", "a\n"));
  EXPECT_TRUE(found("", "anything"));
}

TEST(RegularExpression, KnowsTheNotationOfEcmaScript) {
  EXPECT_TRUE(found(R"(^\d{2}-\w+\s\S$)", "12-ab c"));
  EXPECT_TRUE(found(R"(^\/api\/v3$)", "/api/v3"));
  EXPECT_TRUE(found(R"(^[\w.-]+$)", "a-b.c"));
  EXPECT_TRUE(found("^(?:a|b)*?c{1,2}$", "abcc"));
  EXPECT_TRUE(found("(?<year>[0-9]{4})", "in 2026"));
  EXPECT_TRUE(found("^a.c$", "abc"));
  EXPECT_FALSE(found("^a.c$", "a\nc"));
  EXPECT_FALSE(found("^a.c$", "a\rc"));
  EXPECT_TRUE(found("^a[^]c$", "a\nc"));
  EXPECT_TRUE(found("^[.]$", "."));
  EXPECT_FALSE(found("^[.]$", "a"));
  EXPECT_TRUE(found(R"(^[\]]$)", "]"));
}

TEST(RegularExpression, KnowsUnicode) {
  EXPECT_TRUE(found("^.$", "ä"));
  EXPECT_TRUE(found(R"(^\u00e4$)", "ä"));
  EXPECT_TRUE(found(R"(^[\u00E0-\u00ff]$)", "ä"));
  EXPECT_TRUE(found(R"(^\ud83d\ude00$)", "😀"));
  EXPECT_TRUE(found(R"(^\u{1f600}$)", "😀"));
  EXPECT_FALSE(found(R"(^\u0041$)", "B"));
}

TEST(RegularExpression, RefusesWhatCannotBeSearchedInLinearTime) {
  for (const auto& [expression, what] : {std::pair{"a(?=b)", "lookahead (\"(?=\")"},
                                         {"(?!b)", "lookahead (\"(?!\")"},
                                         {"(?<=b)", "lookbehind (\"(?<=\")"},
                                         {"(?<!b)", "lookbehind (\"(?<!\")"},
                                         {R"((a)\1)", R"(references to groups ("\1"))"},
                                         {R"((?<x>a)\k<x>)", R"(references to groups ("\k<"))"}}) {
    EXPECT_THAT(problem_of_regular_expression(expression),
                AllOf(HasSubstr(what), HasSubstr("could take exponential time")))
        << expression;
    EXPECT_THROW(RegularExpression{expression}, ConfigError);
  }
}

TEST(RegularExpression, SaysWhatIsWrongWithAnExpression) {
  EXPECT_EQ(problem_of_regular_expression("(a"), "is not a regular expression: missing ): (a");
  for (const char* const wrong :
       {"[a", "a)", "*", "a{2,1}", "\\", R"(\u12)", "\xff", "a{100000}"}) {
    EXPECT_THAT(problem_of_regular_expression(wrong), HasSubstr("is not a regular expression: "))
        << wrong;
  }
  EXPECT_EQ(problem_of_regular_expression("^a$"), "");
}

TEST(RegularExpression, TakesNoStackForTheLengthOfATextOrAnExpression) {
  const std::string letters(5'000'000, 'A');
  EXPECT_TRUE(found("^[A-Z_]+$", letters));
  EXPECT_TRUE(found("(A|B)*$", letters));
  EXPECT_FALSE(found("^(A+)+b$", letters));
  EXPECT_NE(problem_of_regular_expression(std::string(1'000'000, '(')), "");
  EXPECT_NE(problem_of_regular_expression("((a{900}){900}){900}"), "");
}

}  // namespace
}  // namespace wavespeed_mock::regular_expression_test

#include "runner/conditions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wavespeed_mock::conditions_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

json parse(const std::string& text) {
  return json::parse(text);
}

// The failures of a value, joined; "" if it meets the conditions.
std::string failure(const std::string& conditions, const std::string& value) {
  const json parsed = parse(value);
  const Judgement judged = judge(parse(conditions), "x", &parsed);
  EXPECT_GE(judged.assertions, 1U);
  std::string all;
  for (const std::string& line : judged.failures) all += (all.empty() ? "" : "; ") + line;
  return all;
}

struct Pair {
  const char* conditions;
  const char* value;
};

TEST(Conditions, HoldForMatchingValues) {
  for (const Pair& c : {Pair{"1", "1"},
                        {"1", "1.0"},
                        {"null", "null"},
                        {"[1, 2]", "[1, 2]"},
                        {R"({"equals": {"a": 1}})", R"({"a": 1})"},
                        {R"({"not": "a"})", R"("b")"},
                        {R"({"one_of": ["a", "b"]})", R"("b")"},
                        {R"({"matches": "^[0-9a-f]{4}$"})", R"("00af")"},
                        {R"({"at_least": 1, "at_most": 3})", "1"},
                        {R"({"above": 0})", "0.5"},
                        {R"({"count": 2})", "[1, 2]"},
                        {R"({"count": {"at_least": 1}})", R"({"a": 1})"},
                        {R"({"contains": "ell"})", R"("hello")"},
                        {R"({"contains": 2})", "[1, 2]"},
                        {R"({"is": "integer"})", "1"},
                        {R"({"is": "number"})", "1"},
                        {R"({"is": "null"})", "null"},
                        {R"({"absent": false})", "null"}}) {
    EXPECT_EQ(failure(c.conditions, c.value), "") << c.conditions << ' ' << c.value;
  }
}

TEST(Conditions, ReportTheExpectedValue) {
  struct Case {
    const char* conditions;
    const char* value;
    const char* failure;
  };
  for (const Case& c : {
           Case{"1", R"("1")", R"(x must be 1, not "1")"},
           {R"({"not": "a"})", R"("a")", R"(x must be anything but "a", not "a")"},
           {R"({"one_of": ["a", "b"]})", R"("c")", R"(x must be one of "a", "b", not "c")"},
           {R"({"matches": "^[0-9]+$"})", R"("a")", R"(x must match ^[0-9]+$, not "a")"},
           {R"({"matches": "1"})", "1", "x must match 1, not 1"},
           {R"({"at_least": 1})", "0", "x must be at least 1, not 0"},
           {R"({"at_least": 1})", R"("2")", R"(x must be at least 1, not "2")"},
           {R"({"at_most": 1})", "2", "x must be at most 1, not 2"},
           {R"({"above": 0})", "0", "x must be above 0, not 0"},
           {R"({"count": 0})", "[1]", "x must have 0 entries, not [1]"},
           {R"({"count": {"at_least": 2}})", "[1]", "x must have at least 2 entries, not [1]"},
           {R"({"count": 1})", R"("a")", R"(x must have 1 entries, not "a")"},
           {R"({"contains": "z"})", R"("hello")", R"(x must contain "z", not "hello")"},
           {R"({"is": "integer"})", "1.5", "x must be of type integer, not 1.5"},
           {R"({"absent": true})", "1", "x must be absent, not 1"},
           {R"({"at_least": 5, "at_most": 1})", "3",
            "x must be at least 5, not 3; x must be at most 1, not 3"},
       }) {
    EXPECT_EQ(failure(c.conditions, c.value), c.failure);
  }
}

TEST(Conditions, HandleMissingFields) {
  EXPECT_THAT(judge(parse(R"("a")"), "data.id", nullptr).failures,
              ElementsAre(R"(data.id must be "a", but is missing)"));
  EXPECT_TRUE(judge(parse(R"({"absent": true})"), "x", nullptr).failures.empty());
  EXPECT_FALSE(judge(parse(R"({"absent": false})"), "x", nullptr).failures.empty());
  EXPECT_FALSE(judge(parse(R"({"not": "a"})"), "x", nullptr).failures.empty());
}

TEST(Conditions, MatchPatternsInHugeTexts) {
  const json text = std::string(1'000'000, 'a');
  EXPECT_TRUE(judge(parse(R"({"matches": "^(a|b)*$"})"), "x", &text).failures.empty());
  EXPECT_EQ(judge(parse(R"({"matches": "^(a+)+b$"})"), "x", &text).failures.size(), 1U);
}

TEST(Conditions, RefusePatternsThatCannotBeSearchedInLinearTime) {
  EXPECT_THAT(problem_of_conditions(parse(R"x({"matches": "^(?!a)"})x")),
              HasSubstr("\"matches\" must be a regular expression without lookahead (\"(?!\")"));
}

TEST(Conditions, MatchNothingWithAVariableThatIsInvalid) {
  const json text = "(";
  EXPECT_EQ(judge(parse(R"({"matches": "("})"), "x", &text).failures.size(), 1U);
}

TEST(Conditions, ReadNumbersInHeaders) {
  const std::string five = "5";
  const std::string words = "soon";
  EXPECT_TRUE(judge_header(parse(R"({"at_least": 1, "matches": "^[0-9]+$"})"), "h", &five)
                  .failures.empty());
  EXPECT_TRUE(judge_header(parse("5"), "h", &five).failures.empty());
  EXPECT_TRUE(judge_header(parse(R"("5")"), "h", &five).failures.empty());
  EXPECT_THAT(judge_header(parse(R"({"at_least": 1})"), "h", &words).failures,
              ElementsAre(R"(h must be at least 1, not "soon")"));
  EXPECT_THAT(judge_header(parse("5"), "h", nullptr).failures,
              ElementsAre("h must be 5, but is missing"));
}

TEST(Conditions, ApplyToNestedFields) {
  const json body = parse(
      R"({"data": {"items": [{"id": "a", "tags": [1]}, {"id": "b", "tags": [2]}], "none": []}})");
  const auto failures = [&](const char* field, const char* conditions) {
    return judge_part(parse(conditions), field, body).failures;
  };
  EXPECT_TRUE(failures("data.items[1].id", R"("b")").empty());
  EXPECT_TRUE(failures("data.items[].id", R"({"matches": "^[ab]$"})").empty());
  EXPECT_TRUE(failures("", R"({"count": 1})").empty());
  EXPECT_THAT(failures("data.items[].id", R"("a")"),
              ElementsAre(R"(data.items[1].id must be "a", not "b")"));
  EXPECT_THAT(failures("data.items[].tags[]", R"({"above": 1})"),
              ElementsAre("data.items[0].tags[0] must be above 1, not 1"));
  EXPECT_THAT(failures("data.items[2].id", R"("a")"),
              ElementsAre(R"(data.items[2].id must be "a", but is missing)"));
  // An empty list would assert nothing.
  EXPECT_THAT(failures("data.none[].id", R"("a")"),
              ElementsAre("data.none must be a list with entries, not []"));
  EXPECT_THAT(failures("data.gone[].id", R"({"absent": true})"),
              ElementsAre("data.gone must be a list with entries, not missing"));
  EXPECT_THAT(failures("", R"({"count": 2})"),
              ElementsAre(HasSubstr("the body must have 2 entries")));
  ASSERT_NE(part_of(body, "data.items[0].id"), nullptr);
  EXPECT_EQ(part_of(body, "data.items[7]"), nullptr);
}

TEST(Conditions, AreCheckedBeforeTheyAreUsed) {
  const auto problem = [](const char* conditions) {
    return problem_of_conditions(parse(conditions));
  };
  EXPECT_EQ(
      problem(R"({"at_lest": 1})"),
      R"(has no condition "at_lest"; did you mean "at_least"? (to compare with an object, put it in "equals"))");
  EXPECT_EQ(problem("{}"), "must name a condition");
  EXPECT_EQ(problem(R"({"at_least": "many"})"), R"("at_least" must be a number, not "many")");
  EXPECT_EQ(problem(R"({"at_least": "${n}"})"), "");
  EXPECT_THAT(problem(R"({"matches": "["})"),
              HasSubstr(R"("matches" is not a regular expression)"));
  EXPECT_THAT(problem(R"({"is": "text"})"), HasSubstr("must be string, number, integer"));
  EXPECT_THAT(problem(R"({"one_of": []})"), HasSubstr("must be a list of values"));
  EXPECT_THAT(problem(R"({"absent": 1})"), HasSubstr("must be true or false"));
  EXPECT_THAT(problem(R"({"count": {"at_lest": 1}})"), HasSubstr("has no condition \"at_lest\""));
  for (const char* field : {"", "a", "a.b", "a[0]", "a[].b", "[0].a", "a[0][1]"}) {
    EXPECT_EQ(problem_of_field(field), "") << field;
  }
  for (const char* field : {".", "a.", ".a", "a..b", "a[", "a[x]", "a[0]b", "a[-1]"}) {
    EXPECT_NE(problem_of_field(field), "") << field;
  }
}

}  // namespace
}  // namespace wavespeed_mock::conditions_test

// What expressions of JSONata mean. tests/clients compares many more with the npm package jsonata.
#include "base/formula/formula_evaluator.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/formula/formula.h"
#include "support/formula_inputs.h"

namespace wavespeed_mock::formula_evaluator_test {
namespace {

using nlohmann::json;

// As JSON, "undefined", or the text of the error.
std::string total_of(std::string_view formula, const json& inputs) {
  const FormulaResult result = Formula::parse(formula).evaluate(JsonFormulaInputs(inputs), 40'000);
  switch (result.kind) {
    case FormulaResult::Kind::number:
      return json(result.number).dump();
    case FormulaResult::Kind::undefined:
      return "undefined";
    case FormulaResult::Kind::error:
      return result.error;
  }
  return {};
}

// Of an expression, over inputs that all tests share.
std::string value_of(std::string_view expression) {
  static const json kInputs = {
      {"n", 3},
      {"half", 2.5},
      {"five", "5"},
      {"text", "h\u00e9llo \U0001F600"},
      {"empty", ""},
      {"yes", true},
      {"no", false},
      {"nothing", nullptr},
      {"list", {1, 2, 3}},
      {"one", {7}},
      {"none", json::array()},
      {"words", {"a", "b"}},
      {"box", {{"n", 4}, {"inner", {{"n", 6}}}}},
      {"blank", json::object()},
      {"shots", {{{"seconds", "5"}}, {{"seconds", "3"}}, {{"other", 1}}}},
      {"shot", {{{"seconds", "5"}}}},
      {"video", "a.mp4#duration=12.5"},
      {"videos", {"a.mp4#duration=2", "unknown.mp4", "b.mp4#duration=3"}},
      {"unknown", "c.mp4"},
  };
  return total_of("{\"total_price\": " + std::string(expression) + "}", kInputs);
}

struct Case {
  std::string_view expression;
  std::string_view value;
};

void expect_values(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(value_of(c.expression), c.value) << c.expression;
}

TEST(FormulaEvaluator, ComputesWithNumbers) {
  expect_values({
      {"base_price * n", "120000.0"},
      {"1 + 2 * 3 - 4 / 8", "6.5"},
      {"(1 + 2) * 3", "9.0"},
      {"10 - 4 - 3", "3.0"},
      {"-n % 2", "-1.0"},
      {"2 - -1", "3.0"},
      {"0.1 + 0.2", "0.30000000000000004"},
      {"absent * 2", "undefined"},
      {"2 + absent", "undefined"},
      {"-absent", "undefined"},
      {"five * 2", "the left side of * must be a number, not a string"},
      {"2 - yes", "the right side of - must be a number, not a boolean"},
      {"absent + nothing", "the right side of + must be a number, not null"},
      {"-five", "the operand of - must be a number, not a string"},
      {"1 / 0", "total_price must be a number, not a number out of range"},
      {"1 / 0 * 0", "the left side of * must be a number, not a number out of range"},
      {"5", "5.0"},
      {"five", "total_price must be a number, not a string"},
      {"list", "total_price must be a number, not a list"},
  });
}

TEST(FormulaEvaluator, ComparesWithoutConversion) {
  expect_values({
      {"n = 3 ? 1 : 2", "1.0"},
      {"five = 5 ? 1 : 2", "2.0"},
      {"five = '5' ? 1 : 2", "1.0"},
      {"absent = absent ? 1 : 2", "2.0"},
      {"absent != 5 ? 1 : 2", "2.0"},
      {"nothing = null ? 1 : 2", "1.0"},
      {"empty != null and empty != '' ? 1 : 2", "2.0"},
      {"list = [1, 2, 3] ? 1 : 2", "1.0"},
      {"list != [1, 2] ? 1 : 2", "1.0"},
      {"box = box ? 1 : 2", "1.0"},
      {"box = box.inner ? 1 : 2", "2.0"},
      {"n < 4 ? 1 : 2", "1.0"},
      {"'a' < 'b' ? 1 : 2", "1.0"},
      // JavaScript compares UTF-16 code units, and a surrogate is less than U+FF00.
      {"'\U0001F600' < '\uFF00' ? 1 : 2", "1.0"},
      {"'a' < 'ab' ? 1 : 2", "1.0"},
      {"$exists(absent < 4) ? 1 : 2", "2.0"},
      {"five < 4 ? 1 : 2", "< compares a string with a number"},
      {"absent >= yes ? 1 : 2", ">= compares numbers or strings, not a boolean"},
      {"five in ['4', '5'] ? 1 : 2", "1.0"},
      {"five in [4, 5] ? 1 : 2", "2.0"},
      {"2 in list ? 1 : 2", "1.0"},
      {"n in 3 ? 1 : 2", "1.0"},
      {"absent in [absent] ? 1 : 2", "2.0"},
  });
}

TEST(FormulaEvaluator, TakesValuesForTrueOrFalse) {
  for (const char* const yes : {"yes", "n", "five", "list", "one", "box", "[0, 1]", "-1", "' '",
                                "yes and n", "no or n", "[[], [0, ['a']]]"}) {
    EXPECT_EQ(value_of(std::string(yes) + " ? 1 : 2"), "1.0") << yes;
  }
  for (const char* const no : {"no", "0", "empty", "none", "blank", "nothing", "absent", "[0, '']",
                               "[[0]]", "yes and absent", "no or absent", "absent and five * 2"}) {
    EXPECT_EQ(value_of(std::string(no) + " ? 1 : 2"), "2.0") << no;
  }
  expect_values({
      {"no ? 1", "undefined"},
      {"no ? 1 : yes ? 2 : 3", "2.0"},
      {"yes ? no ? 1 : 2 : 3", "2.0"},
      {"no ? five * 2 : 1", "1.0"},
      {"1 / 0 ? 1 : 2", "a number is out of range"},
      {"absent ?? 4", "4.0"},
      {"0 ?? 4", "0.0"},
      {"0 ?: 4", "4.0"},
  });
}

TEST(FormulaEvaluator, CallsFunctions) {
  expect_values({
      {"$number(five)", "5.0"},
      {"$number('1.5e1')", "15.0"},
      {"$number('0x1F')", "31.0"},
      {"$number('0o17')", "15.0"},
      {"$number('0b101')", "5.0"},
      {"$number(yes) + $number(no)", "1.0"},
      {"$number(absent)", "undefined"},
      {"$number('5s')", "$number cannot read \"5s\" as a number"},
      {"$number('')", "$number cannot read \"\" as a number"},
      {"$number(' 5')", "$number cannot read \" 5\" as a number"},
      {"$number('1e999')", "$number cannot read \"1e999\" as a number"},
      {"$number('1e-999')", "0.0"},
      {"$number(nothing)", "$number takes a number, a string or a boolean, not null"},
      {"$max([1, half, -2])", "2.5"},
      {"$max([5, absent])", "5.0"},
      {"$max([])", "undefined"},
      {"$max(list)", "3.0"},
      {"$max(n)", "3.0"},
      {"$max(five)", "$max takes numbers, not a string"},
      {"$max([1, five])", "$max takes numbers, not a string"},
      {"$max([1, [2]])", "$max takes numbers, not a list"},
      {"$max([1, list])", "3.0"},
      {"$min([$max([3, n]), 2])", "2.0"},
      {"$sum(list)", "6.0"},
      {"$sum([])", "0.0"},
      {"$sum(absent)", "undefined"},
      {"$average(list)", "2.0"},
      {"$count(list)", "3.0"},
      {"$count(n)", "1.0"},
      {"$count(absent)", "0.0"},
      {"$ceil(2.1) + $floor(2.9) + $abs(-1)", "6.0"},
      {"$ceil(five)", "$ceil takes a number, not a string"},
      {"$length(text)", "7.0"},
      {"$length(n)", "$length takes a string, not a number"},
      {"$exists(nothing) ? 1 : 2", "1.0"},
      {"$exists(absent) ? 1 : 2", "2.0"},
      {"$not(absent) ? 1 : 2", "2.0"},
      {"$boolean(none) ? 1 : 2", "2.0"},
      {"$type(n) = 'number' and $type(list) = 'array' ? 1 : 2", "1.0"},
      {"$power(2, 10) + $sqrt(9)", "1027.0"},
      {"$sqrt(-1)", "$sqrt takes no negative number"},
      {"$contains(text, 'llo') ? 1 : 2", "1.0"},
      {"$lookup(box, \"n\") + $lookup($, \"n\")", "7.0"},
  });
}

TEST(FormulaEvaluator, RoundsHalvesToEvenNumbers) {
  expect_values({
      {"$round(2.5)", "2.0"},
      {"$round(3.5)", "4.0"},
      {"$round(-2.5)", "-2.0"},
      {"$round(2.51)", "3.0"},
      {"$round(1.005, 2)", "1.0"},
      {"$round(2.675, 2)", "2.68"},
      {"$round(1 / 3, 3)", "0.333"},
  });
}

TEST(FormulaEvaluator, FollowsPathsIntoLists) {
  expect_values({
      {"box.n", "4.0"},
      {"box.inner.n", "6.0"},
      {"box.absent", "undefined"},
      {"n.absent", "undefined"},
      {"$count(shots.seconds)", "2.0"},
      {"$sum(shots.seconds.$number($))", "8.0"},
      {"$sum(shots.seconds.$number())", "8.0"},
      {"shot.seconds.$number($)", "5.0"},
      {"$sum(list.($ * n))", "undefined"},
      {"$sum(list.($ * $$.n))", "18.0"},
      {"$count(one)", "1.0"},
      {"one.$", "7.0"},
      {"$count(none)", "0.0"},
      {"$count([none, one, list])", "4.0"},
      {"$count([[none], [one]])", "2.0"},
      {"`n` + $.n + $$.n", "9.0"},
  });
}

TEST(FormulaEvaluator, KeepsVariablesInTheirParentheses) {
  expect_values({
      {"($d := n; $d * $d)", "9.0"},
      {"($d := 1; ($d := 2; $d) + $d)", "3.0"},
      {"($d := $e := 4; $d + $e)", "8.0"},
      {"($d := 5) + $d", "undefined"},
      {"$d", "undefined"},
      {"()", "undefined"},
      {"(1; 2;)", "2.0"},
  });
}

TEST(FormulaEvaluator, CallsFunctionsOfTheFormula) {
  expect_values({
      {"$count($filter(['a', 'b'], function($v) {$v = 'b'}))", "1.0"},
      {"$sum($filter(list, function($v, $i) {$i > 0}))", "5.0"},
      {"$count($filter(absent, function($v) {true}))", "0.0"},
      {"$filter(list, function($v) {$v = 2})", "2.0"},
      {"$sum($map(list, function($v, $i, $all) {$v * $i + $count($all)}))", "17.0"},
      {"$reduce(list, function($a, $v) {$a * 10 + $v})", "123.0"},
      {"$reduce(list, function($a, $v) {$a + $v}, 100)", "106.0"},
      {"($v := 9; $sum($map(list, function($v) {$v})) + $v)", "15.0"},
  });
}

TEST(FormulaEvaluator, AsksForTheSecondsOfMedia) {
  expect_values({
      {"get_duration_v3(video)", "12.5"},
      {"get_duration_v2(video) + get_duration(video)", "25.0"},
      {"get_duration_v3(videos)", "5.0"},
      {"get_duration_v3(none)", "0.0"},
      {"get_duration_v3([unknown])", "undefined"},
      {"get_duration_v3(unknown)", "undefined"},
      {"get_duration_v3(absent)", "undefined"},
      {"get_duration_v3(empty)", "undefined"},
      {"get_duration_v3(n)", "undefined"},
      {"$max([5, $min([$number(get_duration_v3(unknown)), 600])])", "600.0"},
  });
}

TEST(FormulaEvaluator, TakesTheTotalOfTheObjectThatIsChosen) {
  const json inputs = {{"n", 3}};
  EXPECT_EQ(total_of("n > 2 ? {\"total_price\": 1} : {\"total_price\": 2}", inputs), "1.0");
  EXPECT_EQ(total_of("n > 3 ? {\"total_price\": 1}", inputs), "undefined");
  EXPECT_EQ(total_of("($d := n; {\"unit\": 'x', \"total_price\": $d})", inputs), "3.0");
  EXPECT_EQ(total_of("{\"total_price\": 1, \"unit\": -'x'}", inputs),
            "the operand of - must be a number, not a string");
}

TEST(FormulaEvaluator, StopsWhenTheWorkIsTooMuch) {
  json list = json::array();
  for (int i = 0; i < 500; ++i) list.push_back({{"a", json::array()}});
  for (json& item : list) item["a"] = std::vector<int>(500, 1);
  EXPECT_EQ(total_of("{\"total_price\": $count(list.a.($ + 1))}", {{"list", list}}),
            "the formula takes too much work for these inputs");
}

}  // namespace
}  // namespace wavespeed_mock::formula_evaluator_test

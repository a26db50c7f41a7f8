// The canonical form of formulas.
#include "base/formula/formula_printer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/formula/formula.h"

namespace wavespeed_mock::formula_printer_test {
namespace {

std::string printed_expression(std::string_view expression) {
  const std::string text =
      Formula::parse("{'total_price': " + std::string(expression) + "}").print();
  const std::string start = "{\"total_price\": ";
  EXPECT_TRUE(text.starts_with(start) && text.ends_with('}')) << text;
  return text.substr(start.size(), text.size() - start.size() - 1);
}

TEST(FormulaPrinter, WritesOneFormForWhatMeansTheSame) {
  struct Case {
    std::string_view text;
    std::string_view printed;
  };
  constexpr Case kCases[] = {
      {"base_price*num_images", "base_price * num_images"},
      {"(( a ))", "a"},
      {"(a*b)/(c)", "a * b / c"},
      {"a*(b/c)", "a * (b / c)"},
      {"(a+b)*c", "(a + b) * c"},
      {"a+(b*c)", "a + b * c"},
      {"a-(b-c)", "a - (b - c)"},
      {"-(a)*(-b)", "-a * -b"},
      {"-(a+b)", "-(a + b)"},
      {"(a=1)?(2):(3)", "a = 1 ? 2 : 3"},
      {"a?1:(b?2:3)", "a ? 1 : b ? 2 : 3"},
      {"(a?1:b)?2:3", "(a ? 1 : b) ? 2 : 3"},
      {"a?b?1:2:3", "a ? (b ? 1 : 2) : 3"},
      {"a?1:(b?2)", "a ? 1 : (b ? 2)"},
      {"(a?1:2)*b", "(a ? 1 : 2) * b"},
      {"a and (b or c)", "a and (b or c)"},
      {"(a and b) or c", "a and b or c"},
      {"a ?? b + 1", "a ?? b + 1"},
      {"(a ?? b) + 1", "(a ?? b) + 1"},
      {"'it\\u0027s \\n \"'", "\"it's \\n \\\"\""},
      {"[1,[2],([3])]", "[1, [2], ([3])]"},
      {"1000000+0.10+1e21+1e-7", "1000000 + 0.1 + 1e+21 + 1e-07"},
      {"`a b`+`and`+`plain`+$.x+$$.y", "`a b` + `and` + plain + x + y"},
      {"$lookup($,'a b')", "`a b`"},
      {"\"a\".b", "a.b"},
      {"a.b.$number( $ )", "a.b.$number($)"},
      {"(a).b", "(a).b"},
      {"a.(b*$$.c)", "a.(b * $$.c)"},
      {"($d:=1;$d+1)", "($d := 1; $d + 1)"},
      {"$filter(['x'],function($v,$i){$v=a})", "$filter([\"x\"], function($v, $i) {$v = a})"},
      {"get_duration_v3 (video)", "get_duration_v3(video)"},
      {"true = (false) or null", "true = false or null"},
  };
  for (const Case& c : kCases) {
    const std::string once = printed_expression(c.text);
    EXPECT_EQ(once, c.printed) << c.text;
    EXPECT_EQ(printed_expression(once), once);
  }
}

TEST(FormulaPrinter, WritesObjectsInBranches) {
  EXPECT_EQ(Formula::parse("a?{'total_price':1,'unit':'x'}:($d:=2;{'total_price':$d})").print(),
            "a ? {\"total_price\": 1, \"unit\": \"x\"} : ($d := 2; {\"total_price\": $d})");
}

}  // namespace
}  // namespace wavespeed_mock::formula_printer_test

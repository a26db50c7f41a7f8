// Random price formulas, out of all that formulas may say.
//
// They read the inputs of random_values(): see random_inputs.h.
#pragma once

#include <string>

#include "clients/random_draws.h"

namespace wavespeed_mock::clients {

class RandomFormula {
 public:
  explicit RandomFormula(RandomDraws& draws) : draws_(draws) {}

  std::string text() {
    std::string formula = "{\"total_price\": " + expression(4) + "}";
    if (draws_.chance(10)) formula = "($d := " + expression(2) + "; " + formula + ")";
    if (draws_.chance(5)) formula = condition_start(2) + formula + " : {\"total_price\": n}";
    return formula;
  }

 private:
  std::string condition_start(int depth) { return truth(depth) + " ? "; }

  // Without parentheses at times, so that precedence is compared too.
  std::string wrapped(const std::string& text) {
    return draws_.chance(70) ? "(" + text + ")" : text;
  }
  std::string number_part(int depth) { return wrapped(number(depth)); }

  // Mostly a number, so that few formulas end in an error.
  std::string number(int depth) {
    if (depth <= 0) {
      return draws_.one_of({"n", "i", "base_price", "`n`", "$.i", "$$.n", "o.n", "0", "1", "2", "5",
                            "0.5", "1e3", "12.25", "100", "n", "i", "$d", "absent"});
    }
    switch (draws_.below(12)) {
      case 0:
      case 1:
      case 2:
        return number_part(depth - 1) + draws_.one_of({" + ", " - ", " * ", " / ", " % "}) +
               number_part(depth - 1);
      case 3:
      case 4:
      case 5: {
        const std::string start = wrapped(truth(depth - 1)) + " ? " + number(depth - 1);
        return draws_.chance(85) ? start + " : " + number(depth - 1) : start;
      }
      case 6:
        return "-" + number_part(depth - 1);
      case 7:
        return number_call(depth);
      case 8:
        return "($d := " + (draws_.chance(60) ? number(depth - 1) : any(depth - 1)) + "; " +
               (draws_.chance(20) ? "$e := $d; " : "") + number(depth - 1) + ")";
      case 9:
        return draws_.one_of({"$count", "$count", "$number"}) + "(" + any(depth - 1) + ")";
      case 10:
        return draws_.chance(50) ? number_part(depth - 1) + draws_.one_of({" ?: ", " ?? "}) +
                                       number_part(depth - 1)
                                 : number(0);
      default:
        return any(depth - 1);
    }
  }

  std::string truth(int depth) {
    if (depth <= 0) return draws_.one_of({"b", "true", "false", "t", "n > 1", "t = '5'", "l"});
    switch (draws_.below(8)) {
      case 0:
      case 1:
        return number_part(depth - 1) + draws_.one_of({" = ", " < ", " <= ", " > ", " >= "}) +
               number_part(depth - 1);
      case 2:
        return wrapped(any(depth - 1)) + draws_.one_of({" = ", " != "}) + wrapped(any(depth - 1));
      case 3:
      case 4:
        return wrapped(truth(depth - 1)) + draws_.one_of({" and ", " or "}) +
               wrapped(truth(depth - 1));
      case 5:
        return wrapped(any(depth - 1)) + " in " + list(depth - 1);
      case 6:
        return draws_.one_of({"$exists", "$boolean", "$not"}) + "(" + any(depth - 1) + ")";
      default:
        return any(depth - 1);
    }
  }

  std::string any(int depth) {
    if (depth <= 0) return leaf();
    switch (draws_.below(9)) {
      case 0:
        return number(depth);
      case 1:
        return truth(depth);
      case 2:
        return list(depth - 1);
      case 3:
        return call(depth);
      case 4:
      case 5:
        return path(depth);
      case 6:
        return lambda_call(depth);
      case 7:
        return condition_start(depth - 1) + any(depth - 1) + " : " + any(depth - 1);
      default:
        return leaf();
    }
  }
  std::string expression(int depth) { return draws_.chance(50) ? number(depth) : any(depth); }

  std::string leaf() {
    if (draws_.chance(70)) {
      return draws_.one_of({"n", "i", "t", "t", "b", "l", "ls", "o", "lo", "ll", "m", "ml",
                            "absent", "base_price", "$d", "$e", "x", "y"});
    }
    return draws_.one_of({"0", "1", "5", "\"\"", "\"720p\"", "'5'", "true", "false", "null", "[]",
                          "\"a\\u00e9\\n\"", "1/3"});
  }

  std::string list(int depth) {
    std::string text = "[";
    for (std::size_t i = draws_.below(4); i > 0; --i) text += any(depth) + (i > 1 ? ", " : "");
    return text + "]";
  }
  std::string numbers(int depth) {
    std::string text = "[" + number(depth);
    for (std::size_t i = draws_.below(3); i > 0; --i) text += ", " + number(depth);
    return text + "]";
  }

  std::string number_call(int depth) {
    switch (draws_.below(5)) {
      case 0:
        return draws_.one_of({"$number", "$ceil", "$floor", "$round", "$abs", "$sqrt"}) + "(" +
               number(depth - 1) + ")";
      case 1:
        return draws_.one_of({"$max", "$min", "$sum", "$average"}) + "(" + numbers(depth - 1) + ")";
      case 2:
        return draws_.one_of({"$max", "$min", "$sum", "$count"}) + "(l)";
      case 3:
        return draws_.one_of({"get_duration", "get_duration_v2", "get_duration_v3"}) + "(" +
               draws_.one_of({"m", "ml", "absent", "t", "o.m", "[m, m]", "[]"}) + ")";
      default:
        return draws_.one_of({"$round(n, 2)", "$round(n / 3, 1)", "$lookup($, \"n\")",
                              "$lookup(o, \"n\")", "$power(i, 2)", "$number(t)", "$number(y)",
                              "$count(lo)", "$length(t)", "$sum(lo.n)", "$sum(lo.t.$number($))",
                              "$sum(lo.n.$number())", "$sum(lo.(n * $$.i))"});
    }
  }

  std::string call(int depth) {
    switch (draws_.below(4)) {
      case 0:
        return draws_.one_of({"$type", "$count", "$boolean", "$not", "$length"}) + "(" +
               any(depth - 1) + ")";
      case 1:
        return draws_.one_of({"$max", "$sum"}) + "(" + any(depth - 1) + ")";
      case 2:
        return draws_.one_of({"$lookup(lo, \"n\")", "$contains(t, \"0\")", "$lookup(ll, \"l\")",
                              "$lookup(x, \"n\")"});
      default:
        return number_call(depth);
    }
  }

  std::string lambda_call(int depth) {
    const std::string from =
        draws_.chance(60) ? draws_.one_of({"l", "ls", "lo", "ml", "ll", "n"}) : list(depth - 1);
    const std::string body = draws_.chance(50)
                                 ? draws_.one_of({"$d > 1", "$d = t", "$d.n", "$d * 2", "$e", "n"})
                                 : any(depth - 2);
    switch (draws_.below(3)) {
      case 0:
        return "$filter(" + from + ", function($d, $e) {" + body + "})";
      case 1:
        return "$map(" + from + ", function($d) {" + body + "})";
      default:
        return "$reduce(" + from + ", function($d, $e) {" +
               draws_.one_of({"$d + $e", "$d", "$e", "$max([$d, $e])"}) + "}" +
               (draws_.chance(30) ? ", 1)" : ")");
    }
  }

  std::string path(int depth) {
    const std::string start = draws_.chance(85)
                                  ? draws_.one_of({"o", "lo", "ll", "$.lo", "$d", "\"lo\"", "n"})
                                  : "(" + expression(depth - 1) + ")";
    std::string text = start + draws_.one_of({".n", ".t", ".l", ".absent", ".o", ".o.n", ".$"});
    if (draws_.chance(50)) {
      text += draws_.one_of({".$number($)", ".$number()", ".($ * 2)", ".(n + $$.i)", ".$count($)",
                             ".$boolean()", ".(l; n)", ".$length()", ".$d", ".(n)"});
    }
    return draws_.chance(40)
               ? draws_.one_of({"$sum", "$count", "$max", "$exists"}) + "(" + text + ")"
               : text;
  }

  RandomDraws& draws_;
};

}  // namespace wavespeed_mock::clients

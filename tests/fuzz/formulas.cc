// Price formulas: what is printed is read as the same formula, and evaluation ends for any inputs.
//
// An input is a formula on one line, then the inputs of a task as JSON.
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/formula/formula.h"
#include "base/formula/formula_price.h"
#include "fuzz/support/input.h"
#include "fuzz/support/target.h"
#include "support/formula_inputs.h"

namespace wavespeed_mock::fuzz::formulas {
namespace {

std::optional<Formula> read(std::string_view text) {
  try {
    return Formula::parse(text);
  } catch (const FormulaError& error) {
    check(error.character() >= 1, "an error says where it is", text);
    check(error.character() <= text.size() + 1, "the place of an error is in the text", text);
    return std::nullopt;
  }
}

bool are_the_same(const FormulaResult& a, const FormulaResult& b) {
  return a.kind == b.kind && a.number == b.number && a.error == b.error;
}

void run(std::string_view bytes) {
  Input input(bytes);
  const std::string_view text = input.line();
  const auto formula = read(text);
  if (!formula) return;
  const std::string printed = formula->print();
  // A control character in a string becomes an escape of six.
  check(printed.size() <= 6 * text.size() + 100, "a printed formula is not much longer", printed);
  const auto again = read(printed);
  // A text that is as long as can be is longer when it is printed.
  if (!again && printed.size() > 60'000) return;
  check(again.has_value(), "a printed formula can be read", printed);
  check_equal(again->print(), printed, "a printed formula is printed the same");
  check(again->input_names() == formula->input_names(), "it reads the same inputs", printed);
  check(again->needs_media_seconds() == formula->needs_media_seconds(), "it asks for the same",
        printed);

  auto given = nlohmann::json::parse(input.rest(), nullptr, false);
  if (!given.is_object()) given = nlohmann::json::object();
  const JsonFormulaInputs inputs(std::move(given));
  const FormulaResult result = formula->evaluate(inputs, 40'000);
  check(std::isfinite(result.number), "a value is a number", printed);
  check((result.kind == FormulaResult::Kind::error) == !result.error.empty(),
        "an error has a text, and nothing else has", printed);
  check(are_the_same(again->evaluate(inputs, 40'000), result), "it has the same value", printed);
  const Money price = price_of_formula_value(result.number);
  check(price >= Money{} && price <= usd(kMaxUsd), "a price is within limits", printed);
}

const Target target("formulas", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::formulas

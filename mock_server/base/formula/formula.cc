#include "base/formula/formula.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <memory_resource>

#include "base/formula/formula_evaluator.h"
#include "base/formula/formula_parser.h"
#include "base/formula/formula_printer.h"
#include "base/formula/formula_tree.h"

namespace wavespeed_mock {

FormulaError::FormulaError(const std::string& what, std::size_t character)
    : ConfigError("the formula is wrong at character " + std::to_string(character) + ": " + what),
      character_(character) {}

Formula Formula::parse(std::string_view text) {
  return Formula(std::make_shared<const formula::Tree>(formula::Parser(text).parse()));
}

FormulaResult Formula::evaluate(const FormulaInputs& inputs, double base_price) const {
  // Enough for the lists of ordinary formulas.
  std::array<std::byte, 2048> space;
  std::pmr::monotonic_buffer_resource arena(space.data(), space.size());
  formula::Evaluator evaluator(*tree_, inputs, base_price, arena);
  FormulaResult result;
  try {
    const formula::Value total = evaluator.total_price();
    if (total.is_nothing()) return result;
    if (total.type == formula::Value::Type::number && std::isfinite(total.number)) {
      result.kind = FormulaResult::Kind::number;
      result.number = total.number;
      return result;
    }
    result.error = "total_price must be a number, not " + std::string(name_of(total));
  } catch (const formula::Failure& failure) {
    result.error = failure.what;
  }
  result.kind = FormulaResult::Kind::error;
  return result;
}

std::string Formula::print() const {
  return formula::printed(*tree_);
}

const std::vector<std::string>& Formula::input_names() const {
  return tree_->inputs;
}

bool Formula::needs_media_seconds() const {
  return tree_->needs_media_seconds;
}

}  // namespace wavespeed_mock

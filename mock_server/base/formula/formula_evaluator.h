// Evaluates the tree of a formula, as the npm package jsonata does.
//
// Belongs to one call of Formula::evaluate(). Its parts are in formula_evaluator.cc, the operators,
// and in formula_calls.cc and formula_paths.cc.
#pragma once

#include <memory_resource>
#include <span>

#include "base/formula/formula.h"
#include "base/formula/formula_functions.h"
#include "base/formula/formula_tree.h"
#include "base/formula/formula_value.h"

namespace wavespeed_mock::formula {

class Evaluator {
 public:
  // `arena` is where lists go; all must outlive the evaluator and its values.
  Evaluator(const Tree& tree, const FormulaInputs& inputs, double base_price,
            std::pmr::memory_resource& arena);

  // The value of total_price. Throws Failure.
  Value total_price() { return value(tree_.top, Value()); }

 private:
  struct Binding {
    std::uint16_t variable = 0;
    Value value;
  };
  struct Numbers;  // what $max and its like need to know of a list

  // `context` is what a path has reached; nothing outside paths.
  Value value(NodeId id, const Value& context);
  Value input(const Node& node) const;
  Value binary(const Node& node, const Value& context);
  Value arithmetic(Operator op, const Value& left, const Value& right) const;
  Value comparison(Operator op, const Value& left, const Value& right) const;
  bool includes(const Value& item, const Value& list);
  Value condition(const Node& node, const Value& context);
  Value minus(const Node& node, const Value& context);
  Value list(const Node& node, const Value& context);
  Value object(const Node& node, const Value& context);
  Value block(const Node& node, const Value& context);

  Value variable(const Node& node) const;
  void bind(std::uint16_t variable, const Value& value);

  Value path(const Node& node, const Value& context);
  Value step(const Node& node, const Value& item);
  Value lookup(const Value& from, std::string_view name, int depth = 0);

  Value call(const Node& node, const Value& context);
  Value call_of_number(Function function, const Value& argument, const Node& node);
  Value call_of_list(Function function, NodeId argument, const Value& context);
  void add_numbers(Function function, const Value& value, Numbers& numbers);
  Value call_with_lambda(Function function, const Node& node, const Value& context);
  Value reduce(const Node& node, const Value& context);
  Value call_lambda(const Node& lambda, std::span<const Value> arguments, const Value& context);
  Value seconds(const Value& media) const;
  Value power(const Value& base, const Value& exponent) const;
  Value contains(const Value& text, std::string_view part);

  List& new_list(bool sequence);
  void append(List& list, const Value& value);
  // A sequence of one item is that item.
  static Value collapsed(const Value& value);

  const Tree& tree_;
  const FormulaInputs& inputs_;
  double base_price_;
  std::pmr::memory_resource& arena_;
  WorkLimit limit_;
  // Those of the frames that are open, the innermost last; `frame_` is where its own begin.
  std::pmr::vector<Binding> bindings_;
  std::size_t frame_ = 0;
};

// Throws Failure unless the value is a finite number or nothing. `role` names it, such as "the left
// side of *".
void check_number(const Value& value, std::string_view role, std::string_view symbol = {});

}  // namespace wavespeed_mock::formula

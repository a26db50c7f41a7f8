// Reads the text of a formula, by the precedence of operators, as JSONata does.
//
// Belongs to one call of Formula::parse(). Its parts are in formula_parser.cc, the operators, in
// formula_operands.cc, what is between them, and in formula_call_parser.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/formula/formula_builder.h"
#include "base/formula/formula_functions.h"
#include "base/formula/formula_tokens.h"
#include "base/formula/formula_tree.h"

namespace wavespeed_mock::formula {

class Parser {
 public:
  explicit Parser(std::string_view text);

  // Throws FormulaError.
  Tree parse();

 private:
  // Parentheses leave a block only where they have a meaning, such as before a path.
  struct Operand {
    NodeId id = 0;
    bool in_parentheses = false;
  };
  class Nested;

  NodeId formula();
  // Up to an operator that does not bind more tightly than `power`.
  Operand expression(int power);
  NodeId value() { return expression(0).id; }
  Operand binary(Operand left, Operator op, const Token& symbol);
  Operand condition(Operand left, const Token& symbol);
  // An expression, or `$x := …`: what is in parentheses.
  NodeId statement();

  Operand operand();
  Operand operand_of_symbol(const Token& symbol);
  Operand parentheses(const Token& open);
  NodeId list(const Token& open);
  NodeId object(const Token& open);
  NodeId word(const Token& name);
  NodeId variable(const Token& name);
  // `$` or `$$` where it is the object of all inputs: only before the name of one of them.
  NodeId whole_input(const Token& name);
  NodeId call(const FunctionInfo& function, const Token& name);
  void check_call(const FunctionInfo& function, const std::vector<NodeId>& arguments,
                  const Token& name);
  // $lookup($, "x"), which is the input x; false if the call is another.
  bool looks_up_input(NodeId& input);
  NodeId lambda(Function caller);
  Operand path(Operand left, const Token& dot);
  NodeId first_step(Operand left, const Token& dot);
  NodeId step();

  // The current token is taken and the next one read.
  Token take();
  void expect(std::string_view symbol);
  bool accept(std::string_view symbol);
  [[noreturn]] void fail(const std::string& what, const Token& token) const;
  bool in_path() const { return path_depth_ > 0; }

  Tokens tokens_;
  Token token_;  // the current one
  TreeBuilder builder_;
  std::size_t depth_ = 0;
  std::size_t path_depth_ = 0;
  bool in_lambda_ = false;
};

}  // namespace wavespeed_mock::formula

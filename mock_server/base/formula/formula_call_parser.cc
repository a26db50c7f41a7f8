// Reads the calls of functions in a formula.
#include <string>
#include <utility>
#include <vector>

#include "base/formula/formula_parser.h"

namespace wavespeed_mock::formula {

NodeId Parser::call(const FunctionInfo& function, const Token& name) {
  expect("(");
  if (NodeId input = 0; function.function == Function::lookup && looks_up_input(input)) {
    return input;
  }
  std::vector<NodeId> arguments;
  while (!token_.is(")")) {
    if (token_.is("?")) fail("a partial call is not supported", token_);
    const bool is_lambda = arguments.size() == 1 && takes_lambda(function.function);
    arguments.push_back(is_lambda ? lambda(function.function) : value());
    if (!accept(",")) break;
    if (token_.is(")")) fail("a value is expected after the comma", token_);
  }
  expect(")");
  check_call(function, arguments, name);
  return builder_.add_call(static_cast<std::uint8_t>(function.function), arguments, name.at);
}

void Parser::check_call(const FunctionInfo& function, const std::vector<NodeId>& arguments,
                        const Token& name) {
  const std::string called(function.name);
  if (arguments.size() < function.least || arguments.size() > function.most) {
    fail(called + " does not take " + std::to_string(arguments.size()) +
             (arguments.size() == 1 ? " argument" : " arguments"),
         name);
  }
  // In a function, JSONata itself is not consistent about what it then takes.
  if (arguments.empty() && (!in_path() || in_lambda_)) fail(called + " needs an argument", name);
  if (function.function == Function::round && arguments.size() == 2) {
    const Node& digits = builder_[arguments[1]];
    if (digits.kind != Kind::number || !(digits.number >= 1 && digits.number <= 15) ||
        digits.number != static_cast<int>(digits.number)) {
      fail("the second argument of $round must be a whole number from 1 to 15", name);
    }
  }
  const bool looks_up = function.function == Function::lookup;
  if ((looks_up || function.function == Function::contains) &&
      builder_[arguments[1]].kind != Kind::text) {
    fail("the second argument of " + called + " must be a string in quotes", name);
  }
  if (looks_up && in_lambda_) fail("$lookup cannot be called inside a function", name);
}

bool Parser::looks_up_input(NodeId& input) {
  const bool whole = token_.kind == Token::Kind::variable &&
                     (token_.text == "$" || (token_.text.empty() && !in_path()));
  if (!whole) return false;
  Tokens after = tokens_;
  if (!after.next().is(",")) return false;
  take();
  take();
  const Token name = take();
  if (name.kind != Token::Kind::string) {
    fail("the second argument of $lookup must be a string in quotes", name);
  }
  if (find_function(name.text) != nullptr || name.text.find('`') != std::string::npos) {
    fail("an input cannot have this name", name);
  }
  expect(")");
  input = builder_.add_input(name.text, name.at);
  return true;
}

NodeId Parser::lambda(Function caller) {
  const Token start = take();
  const bool is_word = start.kind == Token::Kind::word || start.kind == Token::Kind::quoted_name;
  if (!is_word || !is_lambda_word(start.text)) {
    fail("the second argument must be written as function($x) {…}", start);
  }
  if (std::exchange(in_lambda_, true)) fail("a function cannot have a function in it", start);
  std::vector<NodeId> parts;
  expect("(");
  while (!token_.is(")")) {
    const Token name = take();
    if (name.kind != Token::Kind::variable || name.text.empty() || name.text == "$") {
      fail("a parameter must be a variable, such as $x", name);
    }
    parts.push_back(builder_.add_variable(name.text, name.at));
    if (!accept(",")) break;
    if (token_.is(")")) fail("a parameter is expected after the comma", token_);
  }
  expect(")");
  if (caller == Function::reduce && parts.size() < 2) {
    fail("the function of $reduce needs two parameters", start);
  }
  expect("{");
  parts.push_back(value());
  expect("}");
  in_lambda_ = false;
  return builder_.add(Kind::lambda, parts, start.at);
}

}  // namespace wavespeed_mock::formula

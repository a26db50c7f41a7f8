// The operands of a formula: literals, names, lists, blocks, paths.
#include <utility>

#include "base/formula/formula.h"
#include "base/formula/formula_parser.h"
#include "base/text/quoting.h"

namespace wavespeed_mock::formula {

Parser::Operand Parser::operand() {
  const Token token = take();
  switch (token.kind) {
    case Token::Kind::number:
      return {builder_.add_number(token.number, token.at)};
    case Token::Kind::string:
      return {builder_.add_text(Kind::text, token.text, token.at)};
    case Token::Kind::variable:
      return {variable(token)};
    case Token::Kind::word:
    case Token::Kind::quoted_name:
      return {word(token)};
    case Token::Kind::symbol:
      return operand_of_symbol(token);
    case Token::Kind::end:
      break;
  }
  fail("the formula ends where a value is expected", token);
}

Parser::Operand Parser::operand_of_symbol(const Token& symbol) {
  if (symbol.is("(")) return parentheses(symbol);
  if (symbol.is("[")) return {list(symbol)};
  if (symbol.is("{")) return {object(symbol)};
  if (symbol.is("-")) {
    const NodeId number = expression(kMinusPower).id;
    return {builder_.add(Kind::minus, std::span(&number, 1), symbol.at)};
  }
  if (symbol.is("/")) fail("a regular expression is not supported", symbol);
  if (symbol.is("*") || symbol.is("**")) fail("a wildcard is not supported", symbol);
  if (symbol.is("%")) fail("a parent step is not supported", symbol);
  if (symbol.is("|")) fail("a transformation is not supported", symbol);
  fail("a value is expected, not " + text_quote(symbol.text), symbol);
}

Parser::Operand Parser::parentheses(const Token& open) {
  std::vector<NodeId> expressions;
  while (!token_.is(")")) {
    expressions.push_back(statement());
    if (!accept(";")) break;
  }
  expect(")");
  if (expressions.size() == 1 && builder_[expressions[0]].kind != Kind::bind) {
    return {expressions[0], true};
  }
  return {builder_.add(Kind::block, expressions, open.at)};
}

NodeId Parser::list(const Token& open) {
  std::vector<NodeId> members;
  while (!token_.is("]")) {
    const Token start = token_;
    const Operand member = expression(0);
    // [[1]] has a list in it, [([1])] a number.
    const bool flattens = member.in_parentheses && builder_[member.id].kind == Kind::list;
    members.push_back(flattens ? builder_.add(Kind::block, std::span(&member.id, 1), start.at)
                               : member.id);
    if (!accept(",")) break;
    if (token_.is("]")) fail("a value is expected after the comma", token_);
  }
  expect("]");
  return builder_.add(Kind::list, members, open.at);
}

NodeId Parser::object(const Token& open) {
  constexpr std::size_t kMostMembers = 16;
  std::vector<NodeId> members;
  std::size_t total = 0;
  while (!token_.is("}")) {
    const Token key = take();
    if (key.kind != Token::Kind::string) fail("the key of an object must be a string", key);
    if (key.text.starts_with("_jsonata_")) fail("JSONata reserves this key", key);
    for (std::size_t i = 0; i < members.size(); i += 2) {
      if (builder_.text_of(members[i]) == key.text) fail("the object has this key twice", key);
    }
    expect(":");
    members.push_back(builder_.add_text(Kind::text, key.text, key.at));
    members.push_back(value());
    if (key.text == "total_price") total = members.size() - 1;
    if (members.size() > 2 * kMostMembers) fail("the object has too many members", key);
    if (!accept(",")) break;
  }
  expect("}");
  if (total == 0) fail("the object has no \"total_price\"", open);
  return builder_.add(Kind::object, members, open.at, static_cast<std::uint8_t>(total));
}

NodeId Parser::word(const Token& name) {
  const bool quoted = name.kind == Token::Kind::quoted_name;
  const FunctionInfo* const function = find_function(name.text);
  if (token_.is("(")) {
    if (is_lambda_word(name.text)) {
      fail("a function can only be the second argument of $filter, $map or $reduce", name);
    }
    if (function == nullptr) fail("there is no function " + text_quote(name.text), name);
    if (in_path()) fail(name.text + " cannot be called inside a path", name);
    return call(*function, name);
  }
  if (!quoted && name.text == "true") return builder_.add(Kind::yes, {}, name.at);
  if (!quoted && name.text == "false") return builder_.add(Kind::no, {}, name.at);
  if (!quoted && name.text == "null") return builder_.add(Kind::null, {}, name.at);
  if (function != nullptr) fail(name.text + " is a function and must be called", name);
  if (name.text.find('`') != std::string::npos) fail("a name has a backquote", name);
  if (!in_path()) return builder_.add_input(name.text, name.at);
  const NodeId field = builder_.add_text(Kind::field, name.text, name.at);
  return builder_.add(Kind::path, std::span(&field, 1), name.at);
}

NodeId Parser::variable(const Token& name) {
  if (token_.is("(")) {
    const FunctionInfo* const function = find_function("$" + name.text);
    if (function == nullptr) {
      fail("there is no function " + text_quote("$" + name.text), name);
    }
    return call(*function, name);
  }
  if (name.text == "$" || (name.text.empty() && !in_path())) return whole_input(name);
  if (name.text.empty()) return builder_.add(Kind::context, {}, name.at);
  return builder_.add_variable(name.text, name.at);
}

NodeId Parser::whole_input(const Token& name) {
  if (!accept(".")) fail("the object of all inputs can only be looked into, as in $.x", name);
  const Token input = take();
  const bool is_name = input.kind == Token::Kind::word || input.kind == Token::Kind::string ||
                       input.kind == Token::Kind::quoted_name;
  if (!is_name || token_.is("(") || find_function(input.text) != nullptr ||
      input.text.find('`') != std::string::npos) {
    fail("the name of an input is expected", input);
  }
  if (input.kind == Token::Kind::word &&
      (input.text == "true" || input.text == "false" || input.text == "null")) {
    fail(input.text + " is not a name, unless it is in backquotes", input);
  }
  return builder_.add_input(input.text, input.at);
}

Parser::Operand Parser::path(Operand left, const Token& dot) {
  std::vector<NodeId> steps;
  if (builder_[left.id].kind == Kind::path && !left.in_parentheses) {
    const auto earlier = builder_.children_of(left.id);
    steps.assign(earlier.begin(), earlier.end());
  } else {
    steps.push_back(first_step(left, dot));
  }
  // All steps at once, so that a long path is read in linear time.
  do {
    ++path_depth_;
    steps.push_back(step());
    --path_depth_;
  } while (accept("."));
  return {builder_.add(Kind::path, steps, dot.at)};
}

NodeId Parser::first_step(Operand left, const Token& dot) {
  if (left.in_parentheses) return builder_.add(Kind::block, std::span(&left.id, 1), dot.at);
  switch (builder_[left.id].kind) {
    case Kind::input:
    case Kind::base:
    case Kind::variable:
    case Kind::context:
    case Kind::call:
    case Kind::block:
      return left.id;
    case Kind::text: {
      const std::string name(builder_.text_of(left.id));
      if (name.find('`') != std::string::npos || find_function(name) != nullptr) {
        fail("an input cannot have this name", dot);
      }
      return in_path() ? builder_.add_text(Kind::field, name, dot.at)
                       : builder_.add_input(name, dot.at);
    }
    default:
      fail("a path cannot begin with this value", dot);
  }
}

NodeId Parser::step() {
  const Token token = take();
  switch (token.kind) {
    case Token::Kind::variable:
      return variable(token);
    case Token::Kind::word:
    case Token::Kind::quoted_name:
    case Token::Kind::string: {
      const bool literal = token.kind == Token::Kind::word &&
                           (token.text == "true" || token.text == "false" || token.text == "null");
      if (literal || token_.is("(") || token.text.find('`') != std::string::npos) {
        fail("a step of a path must be a name, a variable, a block or a call", token);
      }
      return builder_.add_text(Kind::field, token.text, token.at);
    }
    case Token::Kind::symbol:
      if (token.is("(")) {
        const Operand inner = parentheses(token);
        return inner.in_parentheses ? builder_.add(Kind::block, std::span(&inner.id, 1), token.at)
                                    : inner.id;
      }
      [[fallthrough]];
    default:
      fail("a step of a path must be a name, a variable, a block or a call", token);
  }
}

}  // namespace wavespeed_mock::formula

#include "base/formula/formula_parser.h"

#include <array>
#include <optional>
#include <utility>

#include "base/formula/formula.h"
#include "base/text/quoting.h"

namespace wavespeed_mock::formula {
namespace {

// Longer than the longest formula of the service by far.
constexpr std::size_t kMostBytes = 64 * 1024;

// Symbols of JSONata between operands that formulas do not need.
struct Unsupported {
  std::string_view symbol;
  std::string_view name;
};
constexpr std::array<Unsupported, 9> kUnsupported = {{
    {"[", "a predicate"},
    {"{", "grouping"},
    {"^", "sorting"},
    {"@", "a context variable"},
    {"#", "a position variable"},
    {"~>", "a function chain"},
    {"&", "concatenation"},
    {"..", "a range"},
    {"(", "a call of a computed function"},
}};

std::string said(const Token& token) {
  if (token.kind == Token::Kind::end) return "the end";
  return text_quote(token.kind == Token::Kind::variable ? "$" + token.text : token.text);
}

}  // namespace

// Counts how deep the parser is, for the lifetime of one of its functions.
class Parser::Nested {
 public:
  explicit Nested(Parser& parser) : depth_(parser.depth_) {
    if (++depth_ > kMostNested) {
      --depth_;
      parser.fail("the formula is nested too deeply", parser.token_);
    }
  }
  ~Nested() { --depth_; }
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;

 private:
  std::size_t& depth_;
};

Parser::Parser(std::string_view text) : tokens_(text.substr(0, kMostBytes + 1)) {
  if (text.size() > kMostBytes) tokens_.fail("the formula is longer than 64 kB", 0);
  token_ = tokens_.next();
}

Tree Parser::parse() {
  try {
    return builder_.finish(formula());
  } catch (const BuildProblem& problem) {
    tokens_.fail(problem.what, problem.at);
  }
}

NodeId Parser::formula() {
  const Token start = token_;
  const NodeId top = value();
  if (token_.kind != Token::Kind::end) {
    fail("an operator or the end is expected, not " + said(token_), token_);
  }
  if (!builder_.gives_object(top)) {
    fail("the formula gives no object with \"total_price\"", start);
  }
  return top;
}

Parser::Operand Parser::expression(int power) {
  const Nested nested(*this);
  Operand left = operand();
  for (;;) {
    const Token symbol = token_;
    if (symbol.is(".")) {
      if (power >= kPathPower) return left;
      take();
      left = path(left, symbol);
      continue;
    }
    if (symbol.is("?")) {
      if (power >= kConditionPower) return left;
      take();
      left = condition(left, symbol);
      continue;
    }
    const bool may_be_operator =
        symbol.kind == Token::Kind::symbol || symbol.kind == Token::Kind::word;
    const Operator* const op = may_be_operator ? find_operator(symbol.text) : nullptr;
    if (op == nullptr) {
      for (const Unsupported& unsupported : kUnsupported) {
        if (symbol.is(unsupported.symbol)) {
          fail(std::string(unsupported.name) + " is not supported", symbol);
        }
      }
      return left;
    }
    if (power >= info_of(*op).power) return left;
    take();
    left = binary(left, *op, symbol);
  }
}

Parser::Operand Parser::binary(Operand left, Operator op, const Token& symbol) {
  // JSONata reads what follows these two to the end, as it does after a condition.
  const bool open = op == Operator::fallback || op == Operator::coalesce;
  const NodeId right = expression(open ? 0 : info_of(op).power).id;
  const NodeId sides[] = {left.id, right};
  return {builder_.add(Kind::binary, sides, symbol.at, static_cast<std::uint8_t>(op))};
}

Parser::Operand Parser::condition(Operand left, const Token& symbol) {
  std::vector<NodeId> parts = {left.id, value()};
  if (accept(":")) parts.push_back(value());
  return {builder_.add(Kind::condition, parts, symbol.at)};
}

NodeId Parser::statement() {
  if (token_.kind != Token::Kind::variable) return value();
  const Nested nested(*this);
  const Token name = token_;
  Tokens after = tokens_;
  if (!after.next().is(":=")) return value();
  take();
  take();
  if (name.text.empty() || name.text == "$") fail("a variable needs a name", name);
  return builder_.add_bind(name.text, statement(), name.at);
}

Token Parser::take() {
  return std::exchange(token_, tokens_.next());
}

bool Parser::accept(std::string_view symbol) {
  if (!token_.is(symbol)) return false;
  take();
  return true;
}

void Parser::expect(std::string_view symbol) {
  if (accept(symbol)) return;
  if (token_.is(":=")) fail("a variable can only be set in parentheses", token_);
  fail("\"" + std::string(symbol) + "\" is expected, not " + said(token_), token_);
}

void Parser::fail(const std::string& what, const Token& token) const {
  tokens_.fail(what, token.at);
}

}  // namespace wavespeed_mock::formula

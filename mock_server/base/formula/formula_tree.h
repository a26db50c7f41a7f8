// The parsed expression of a formula, as a flat list of nodes.
//
// Plain data that never changes after it is built: threads share it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::formula {

using NodeId = std::uint32_t;

enum class Kind : std::uint8_t {
  number,     // `number`
  text,       // its text
  yes,        // true
  no,         // false
  null,       // null
  input,      // an input of the task, by its name
  base,       // base_price
  field,      // a field of the object that a path has reached: only a step of a path
  context,    // $, which is what a path has reached
  variable,   // $x
  minus,      // operand
  binary,     // left, right; `detail` is an Operator
  condition,  // condition, then, else; the last may be missing
  list,       // members
  object,     // key, value, key, value, …; `detail` is the child that is total_price
  block,      // expressions, the last of which is the value
  bind,       // value of $x
  path,       // steps
  call,       // arguments; `detail` is a Function
  lambda,     // parameters (variables), then the body
};

enum class Operator : std::uint8_t {
  either,    // or
  both,      // and
  fallback,  // ?:
  coalesce,  // ??
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  add,
  subtract,
  multiply,
  divide,
  modulo,
};

struct Node {
  Kind kind = Kind::null;
  std::uint8_t detail = 0;
  std::uint16_t variable = 0;  // its number
  std::uint32_t first = 0;     // into Tree::children, or into Tree::text
  std::uint32_t count = 0;     // of children, or of bytes
  double number = 0;
};

struct Tree {
  std::vector<Node> nodes;
  std::vector<NodeId> children;
  std::string text;                    // names and string literals, end to end
  std::vector<std::string> variables;  // their names without $
  std::vector<std::string> inputs;     // the names that are read, sorted
  NodeId top = 0;
  std::uint32_t most_bindings = 0;  // of variables, at one time
  bool needs_media_seconds = false;

  const Node& operator[](NodeId id) const { return nodes[id]; }
  std::span<const NodeId> children_of(const Node& node) const {
    return {children.data() + node.first, node.count};
  }
  std::string_view text_of(const Node& node) const {
    return std::string_view(text).substr(node.first, node.count);
  }
};

// The symbol between two operands, and how tightly it binds: more is tighter.
struct OperatorInfo {
  std::string_view symbol;
  int power;
};
const OperatorInfo& info_of(Operator op);
// Null if no operator that formulas evaluate has this symbol.
const Operator* find_operator(std::string_view symbol);

// Of what has not two operands.
inline constexpr int kConditionPower = 20;
inline constexpr int kMinusPower = 70;
inline constexpr int kPathPower = 75;

}  // namespace wavespeed_mock::formula

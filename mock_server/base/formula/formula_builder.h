// Builds the tree of a formula, node by node, within limits.
//
// Belongs to one parser.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/formula/formula_tokens.h"
#include "base/formula/formula_tree.h"

namespace wavespeed_mock::formula {

// How deep expressions nest. Bounds the recursion of everything that walks a tree.
inline constexpr std::size_t kMostNested = 200;
inline constexpr std::size_t kMostVariables = 64;

class TreeBuilder {
 public:
  // Refuses objects where a number is needed: only the value of a formula can be one.
  NodeId add(const Node& node, std::span<const NodeId> children, std::size_t at);
  NodeId add(Kind kind, std::span<const NodeId> children, std::size_t at, std::uint8_t detail = 0) {
    return add(Node{.kind = kind, .detail = detail}, children, at);
  }
  NodeId add_number(double number, std::size_t at);
  // A text, an input or a field.
  NodeId add_text(Kind kind, std::string_view text, std::size_t at);
  NodeId add_input(std::string_view name, std::size_t at);
  NodeId add_variable(std::string_view name, std::size_t at);
  NodeId add_call(std::uint8_t function, std::span<const NodeId> arguments, std::size_t at);
  NodeId add_bind(std::string_view name, NodeId value, std::size_t at);

  const Node& operator[](NodeId id) const { return tree_.nodes[id]; }
  // Reads the text of a node.
  std::string_view text_of(NodeId id) const { return tree_.text_of(tree_.nodes[id]); }
  std::span<const NodeId> children_of(NodeId id) const {
    return tree_.children_of(tree_.nodes[id]);
  }
  bool gives_object(NodeId id) const { return facts_[id].gives_object; }

  Tree finish(NodeId top);

 private:
  struct Facts {
    std::size_t depth = 1;
    bool gives_object = false;
  };

  std::uint16_t variable(std::string_view name, std::size_t at);
  bool object_may_be(const Node& node, std::size_t child, std::size_t count) const;

  Tree tree_;
  std::vector<Facts> facts_;  // of each node
};

// Throws FormulaError for the byte `at` of the text that is parsed; the parser counts characters.
struct BuildProblem {
  const char* what;
  std::size_t at;
};

}  // namespace wavespeed_mock::formula

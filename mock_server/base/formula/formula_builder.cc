#include "base/formula/formula_builder.h"

#include <algorithm>
#include <utility>

#include "base/formula/formula_functions.h"

namespace wavespeed_mock::formula {

NodeId TreeBuilder::add(const Node& node, std::span<const NodeId> children, std::size_t at) {
  Facts facts;
  facts.gives_object = node.kind == Kind::object;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const Facts& child = facts_[children[i]];
    facts.depth = std::max(facts.depth, child.depth + 1);
    if (!child.gives_object) continue;
    if (!object_may_be(node, i, children.size())) {
      throw BuildProblem{"an object can only be the value of the whole formula", at};
    }
    facts.gives_object = true;
  }
  if (node.kind == Kind::condition && facts.gives_object) {
    for (const NodeId branch : children.subspan(1)) {
      if (!facts_[branch].gives_object) {
        throw BuildProblem{"one branch of a condition is an object, the other is not", at};
      }
    }
  }
  if (facts.depth > kMostNested) throw BuildProblem{"the formula is nested too deeply", at};
  Node added = node;
  if (!children.empty()) {
    added.first = static_cast<std::uint32_t>(tree_.children.size());
    added.count = static_cast<std::uint32_t>(children.size());
    tree_.children.insert(tree_.children.end(), children.begin(), children.end());
  }
  tree_.nodes.push_back(added);
  facts_.push_back(facts);
  return static_cast<NodeId>(tree_.nodes.size() - 1);
}

bool TreeBuilder::object_may_be(const Node& node, std::size_t child, std::size_t count) const {
  return (node.kind == Kind::block && child + 1 == count) ||
         (node.kind == Kind::condition && child > 0);
}

NodeId TreeBuilder::add_number(double number, std::size_t at) {
  return add(Node{.kind = Kind::number, .number = number}, {}, at);
}

NodeId TreeBuilder::add_text(Kind kind, std::string_view text, std::size_t at) {
  Node node{.kind = kind};
  node.first = static_cast<std::uint32_t>(tree_.text.size());
  node.count = static_cast<std::uint32_t>(text.size());
  tree_.text += text;
  return add(node, {}, at);
}

NodeId TreeBuilder::add_input(std::string_view name, std::size_t at) {
  if (name == "base_price") return add(Kind::base, {}, at);
  tree_.inputs.emplace_back(name);
  return add_text(Kind::input, name, at);
}

std::uint16_t TreeBuilder::variable(std::string_view name, std::size_t at) {
  if (is_builtin_name(name)) throw BuildProblem{"a function is used as a variable", at};
  auto& names = tree_.variables;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::uint16_t>(found - names.begin());
  if (names.size() == kMostVariables) throw BuildProblem{"the formula has too many variables", at};
  names.emplace_back(name);
  return static_cast<std::uint16_t>(names.size() - 1);
}

NodeId TreeBuilder::add_variable(std::string_view name, std::size_t at) {
  return add(Node{.kind = Kind::variable, .variable = variable(name, at)}, {}, at);
}

NodeId TreeBuilder::add_bind(std::string_view name, NodeId value, std::size_t at) {
  ++tree_.most_bindings;
  return add(Node{.kind = Kind::bind, .variable = variable(name, at)}, std::span(&value, 1), at);
}

NodeId TreeBuilder::add_call(std::uint8_t function, std::span<const NodeId> arguments,
                             std::size_t at) {
  if (gives_duration(static_cast<Function>(function))) tree_.needs_media_seconds = true;
  for (const NodeId argument : arguments) {
    if (tree_.nodes[argument].kind == Kind::lambda) {
      tree_.most_bindings += tree_.nodes[argument].count - 1;
    }
  }
  return add(Kind::call, arguments, at, function);
}

Tree TreeBuilder::finish(NodeId top) {
  tree_.top = top;
  std::sort(tree_.inputs.begin(), tree_.inputs.end());
  tree_.inputs.erase(std::unique(tree_.inputs.begin(), tree_.inputs.end()), tree_.inputs.end());
  tree_.nodes.shrink_to_fit();
  tree_.children.shrink_to_fit();
  tree_.text.shrink_to_fit();
  return std::move(tree_);
}

}  // namespace wavespeed_mock::formula

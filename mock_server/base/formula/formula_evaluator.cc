#include "base/formula/formula_evaluator.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <nlohmann/json.hpp>

namespace wavespeed_mock::formula {

using Type = Value::Type;

void check_number(const Value& value, std::string_view role, std::string_view symbol) {
  if (value.is_nothing() || (value.type == Type::number && std::isfinite(value.number))) return;
  std::string what(role);
  if (!symbol.empty()) what.append(" ").append(symbol);
  throw Failure{what.append(" must be a number, not ").append(name_of(value))};
}

Evaluator::Evaluator(const Tree& tree, const FormulaInputs& inputs, double base_price,
                     std::pmr::memory_resource& arena)
    : tree_(tree), inputs_(inputs), base_price_(base_price), arena_(arena), bindings_(&arena) {
  if (tree.most_bindings > 0) bindings_.reserve(tree.most_bindings);
}

Value Evaluator::value(NodeId id, const Value& context) {
  limit_.spend();
  const Node& node = tree_[id];
  switch (node.kind) {
    case Kind::number:
      return Value::of(node.number);
    case Kind::text:
      return Value::of_text(tree_.text_of(node));
    case Kind::yes:
      return Value::of_boolean(true);
    case Kind::no:
      return Value::of_boolean(false);
    case Kind::null: {
      Value null;
      null.type = Type::null;
      return null;
    }
    case Kind::input:
      return input(node);
    case Kind::base:
      return Value::of(base_price_);
    case Kind::field:
      return collapsed(lookup(context, tree_.text_of(node)));
    case Kind::context:
      return context;
    case Kind::variable:
      return variable(node);
    case Kind::minus:
      return minus(node, context);
    case Kind::binary:
      return binary(node, context);
    case Kind::condition:
      return condition(node, context);
    case Kind::list:
      return list(node, context);
    case Kind::object:
      return object(node, context);
    case Kind::block:
      return block(node, context);
    case Kind::bind: {
      const Value bound = value(tree_.children[node.first], context);
      bind(node.variable, bound);
      return bound;
    }
    case Kind::path:
      return path(node, context);
    case Kind::call:
      return call(node, context);
    case Kind::lambda:
      break;  // its caller calls it
  }
  return {};
}

Value Evaluator::input(const Node& node) const {
  const nlohmann::json* const found = inputs_.find(tree_.text_of(node));
  return found == nullptr ? Value() : Value::of_json(*found);
}

Value Evaluator::binary(const Node& node, const Value& context) {
  const auto op = static_cast<Operator>(node.detail);
  const NodeId right_id = tree_.children[node.first + 1];
  const Value left = value(tree_.children[node.first], context);
  switch (op) {
    case Operator::both:
      return Value::of_boolean(is_true(left, limit_) && is_true(value(right_id, context), limit_));
    case Operator::either:
      return Value::of_boolean(is_true(left, limit_) || is_true(value(right_id, context), limit_));
    case Operator::fallback:
      return is_true(left, limit_) ? left : value(right_id, context);
    case Operator::coalesce:
      return left.is_nothing() ? value(right_id, context) : left;
    default:
      break;
  }
  const Value right = value(right_id, context);
  switch (op) {
    case Operator::equal:
    case Operator::not_equal: {
      if (left.is_nothing() || right.is_nothing()) return Value::of_boolean(false);
      return Value::of_boolean(are_equal(left, right, limit_) == (op == Operator::equal));
    }
    case Operator::in:
      return Value::of_boolean(includes(left, right));
    case Operator::less:
    case Operator::less_equal:
    case Operator::greater:
    case Operator::greater_equal:
      return comparison(op, left, right);
    default:
      return arithmetic(op, left, right);
  }
}

Value Evaluator::arithmetic(Operator op, const Value& left, const Value& right) const {
  if (left.type != Type::number || right.type != Type::number || !std::isfinite(left.number) ||
      !std::isfinite(right.number)) {
    check_number(left, "the left side of", info_of(op).symbol);
    check_number(right, "the right side of", info_of(op).symbol);
    return {};
  }
  switch (op) {
    case Operator::add:
      return Value::of(left.number + right.number);
    case Operator::subtract:
      return Value::of(left.number - right.number);
    case Operator::multiply:
      return Value::of(left.number * right.number);
    case Operator::divide:
      return Value::of(left.number / right.number);
    default:
      return Value::of(std::fmod(left.number, right.number));
  }
}

Value Evaluator::comparison(Operator op, const Value& left, const Value& right) const {
  for (const Value* side : {&left, &right}) {
    if (side->type != Type::nothing && side->type != Type::number && side->type != Type::text) {
      throw Failure{std::string(info_of(op).symbol) + " compares numbers or strings, not " +
                    std::string(name_of(*side))};
    }
  }
  if (left.is_nothing() || right.is_nothing()) return {};
  if (left.type != right.type) {
    throw Failure{std::string(info_of(op).symbol) + " compares " + std::string(name_of(left)) +
                  " with " + std::string(name_of(right))};
  }
  const auto result = [op](auto a, auto b) {
    switch (op) {
      case Operator::less:
        return a < b;
      case Operator::less_equal:
        return a <= b;
      case Operator::greater:
        return a > b;
      default:
        return a >= b;
    }
  };
  if (left.type == Type::number) return Value::of_boolean(result(left.number, right.number));
  return Value::of_boolean(result(compare_texts(left.as_text(), right.as_text()), 0));
}

bool Evaluator::includes(const Value& item, const Value& list) {
  if (item.is_nothing() || list.is_nothing()) return false;
  if (!list.is_list()) return are_identical(item, list);
  const std::size_t length = length_of(list);
  limit_.spend(length);
  for (std::size_t i = 0; i < length; ++i) {
    if (are_identical(item, item_of(list, i))) return true;
  }
  return false;
}

Value Evaluator::condition(const Node& node, const Value& context) {
  const auto parts = tree_.children_of(node);
  if (is_true(value(parts[0], context), limit_)) return value(parts[1], context);
  return parts.size() > 2 ? value(parts[2], context) : Value();
}

Value Evaluator::minus(const Node& node, const Value& context) {
  const Value operand = value(tree_.children[node.first], context);
  check_number(operand, "the operand of -");
  return operand.is_nothing() ? operand : Value::of(-operand.number);
}

Value Evaluator::list(const Node& node, const Value& context) {
  List& made = new_list(false);
  made.items.reserve(node.count);
  for (const NodeId member : tree_.children_of(node)) {
    const Value item = value(member, context);
    if (item.is_nothing()) continue;
    if (item.is_list() && tree_[member].kind != Kind::list) {
      for (std::size_t i = 0; i < length_of(item); ++i) append(made, item_of(item, i));
    } else {
      append(made, item);
    }
  }
  return Value::of_list(made);
}

Value Evaluator::object(const Node& node, const Value& context) {
  const auto members = tree_.children_of(node);
  Value total;
  // The others too: one that fails makes the object fail.
  for (std::size_t i = 1; i < members.size(); i += 2) {
    const Value member = value(members[i], context);
    if (i == node.detail) total = member;
  }
  return total;
}

Value Evaluator::block(const Node& node, const Value& context) {
  const std::size_t outer = frame_;
  frame_ = bindings_.size();
  Value result;
  for (const NodeId expression : tree_.children_of(node)) result = value(expression, context);
  bindings_.resize(frame_);
  frame_ = outer;
  return result;
}

Value Evaluator::variable(const Node& node) const {
  const auto found = std::find_if(bindings_.rbegin(), bindings_.rend(), [&](const auto& binding) {
    return binding.variable == node.variable;
  });
  return found == bindings_.rend() ? Value() : found->value;
}

void Evaluator::bind(std::uint16_t variable, const Value& value) {
  for (std::size_t i = frame_; i < bindings_.size(); ++i) {
    if (bindings_[i].variable == variable) {
      bindings_[i].value = value;
      return;
    }
  }
  bindings_.push_back({variable, value});
}

List& Evaluator::new_list(bool sequence) {
  // Never destroyed: the arena frees the memory of all lists at once.
  List* const list = new (arena_.allocate(sizeof(List), alignof(List))) List(&arena_);
  list->sequence = sequence;
  return *list;
}

void Evaluator::append(List& list, const Value& value) {
  limit_.spend();
  list.items.push_back(value);
}

Value Evaluator::collapsed(const Value& value) {
  if (value.type != Type::list || !value.list->sequence || value.list->items.size() > 1) {
    return value;
  }
  return value.list->items.empty() ? Value() : value.list->items[0];
}

}  // namespace wavespeed_mock::formula

// Paths of a formula: a step for each item that the one before it has found.
#include <nlohmann/json.hpp>

#include "base/formula/formula_evaluator.h"

namespace wavespeed_mock::formula {
namespace {

bool is_sequence(const Value& value) {
  return value.type == Value::Type::list && value.list->sequence;
}

// A variable is evaluated once, anything else for each item of a list. $$.x begins at one too.
bool begins_at_variable(const Node& first) {
  return first.kind == Kind::variable || first.kind == Kind::context || first.kind == Kind::input ||
         first.kind == Kind::base;
}

}  // namespace

Value Evaluator::path(const Node& node, const Value& context) {
  const auto steps = tree_.children_of(node);
  List* reached = &new_list(true);
  if (context.is_list() && !begins_at_variable(tree_[steps[0]])) {
    for (std::size_t i = 0; i < length_of(context); ++i) append(*reached, item_of(context, i));
  } else {
    append(*reached, context);
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    List& found = new_list(true);
    for (const Value& item : reached->items) {
      const Value result = value(steps[i], item);
      if (!result.is_nothing()) append(found, result);
    }
    // The list that an input is stays one, even if it has one item or none.
    if (i + 1 == steps.size() && found.items.size() == 1 && found.items[0].is_list() &&
        !is_sequence(found.items[0])) {
      return found.items[0];
    }
    List& flat = new_list(true);
    for (const Value& result : found.items) {
      if (!result.is_list()) {
        append(flat, result);
        continue;
      }
      for (std::size_t k = 0; k < length_of(result); ++k) append(flat, item_of(result, k));
    }
    reached = &flat;
    if (flat.items.empty()) break;
  }
  return collapsed(Value::of_list(*reached));
}

Value Evaluator::lookup(const Value& from, std::string_view name, int depth) {
  limit_.spend();
  if (from.type == Value::Type::json_object) {
    const auto found = from.json->find(name);
    return found == from.json->end() ? Value() : Value::of_json(*found);
  }
  if (!from.is_list()) return {};
  if (depth > kMostDepth) throw Failure{"an input is nested too deeply"};
  List& all = new_list(true);
  for (std::size_t i = 0; i < length_of(from); ++i) {
    const Value found = lookup(item_of(from, i), name, depth + 1);
    if (found.is_nothing()) continue;
    if (!found.is_list()) {
      append(all, found);
      continue;
    }
    for (std::size_t k = 0; k < length_of(found); ++k) append(all, item_of(found, k));
  }
  return Value::of_list(all);
}

}  // namespace wavespeed_mock::formula

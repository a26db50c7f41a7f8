// Evaluates the calls of functions in a formula.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/formula/formula_evaluator.h"

namespace wavespeed_mock::formula {
namespace {

using Type = Value::Type;

// To walk over a long text is work too.
constexpr std::size_t kBytesOfAStep = 1024;

[[noreturn]] void refuse(Function function, std::string_view takes, const Value& value) {
  throw Failure{std::string(info_of(function).name) + " takes " + std::string(takes) + ", not " +
                std::string(name_of(value))};
}

// As Math.max() and Math.min(): NaN if there is one, and 0 is more than -0.
double larger(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::nan("");
  return a > b || (a == b && std::signbit(b)) ? a : b;
}

}  // namespace

struct Evaluator::Numbers {
  std::size_t count = 0;
  double max = -std::numeric_limits<double>::infinity();
  double min = std::numeric_limits<double>::infinity();
  double sum = 0;
};

Value Evaluator::call(const Node& node, const Value& context) {
  const auto function = static_cast<Function>(node.detail);
  const auto arguments = tree_.children_of(node);
  switch (function) {
    case Function::max:
    case Function::min:
    case Function::sum:
    case Function::average:
      return call_of_list(function, arguments[0], context);
    case Function::filter:
    case Function::map:
      return call_with_lambda(function, node, context);
    case Function::reduce:
      return reduce(node, context);
    default:
      break;
  }
  const Value first = arguments.empty() ? context : value(arguments[0], context);
  switch (function) {
    case Function::count:
      if (first.is_nothing()) return Value::of(0);
      return Value::of(first.is_list() ? static_cast<double>(length_of(first)) : 1);
    case Function::exists:
      return Value::of_boolean(!first.is_nothing());
    case Function::type: {
      if (first.is_nothing()) return first;
      if (first.type == Type::number && std::isinf(first.number)) refuse(function, "values", first);
      constexpr std::array<std::string_view, 8> kNames = {"",       "null",  "boolean", "number",
                                                          "string", "array", "array",   "object"};
      // JSONata takes NaN for an object.
      const bool nan = first.type == Type::number && std::isnan(first.number);
      return Value::of_text(nan ? "object" : kNames[static_cast<std::size_t>(first.type)]);
    }
    case Function::boolean:
      return first.is_nothing() ? first : Value::of_boolean(is_true(first, limit_));
    case Function::inverse:
      return first.is_nothing() ? first : Value::of_boolean(!is_true(first, limit_));
    case Function::length:
      if (first.is_nothing()) return first;
      if (first.type != Type::text) refuse(function, "a string", first);
      limit_.spend(first.size / kBytesOfAStep);
      return Value::of(static_cast<double>(count_code_points(first.as_text())));
    case Function::lookup:
      return collapsed(lookup(first, tree_.text_of(tree_[arguments[1]])));
    case Function::contains:
      return contains(first, tree_.text_of(tree_[arguments[1]]));
    case Function::power:
      return power(first, value(arguments[1], context));
    case Function::duration:
    case Function::duration_v2:
    case Function::duration_v3:
      return seconds(first);
    default:
      return call_of_number(function, first, node);
  }
}

Value Evaluator::call_of_number(Function function, const Value& argument, const Node& node) {
  if (argument.is_nothing()) return argument;
  if (function == Function::number) {
    if (argument.type == Type::text) return Value::of(number_of_text(argument.as_text()));
    if (argument.type == Type::boolean) return Value::of(argument.boolean ? 1 : 0);
  }
  if (argument.type != Type::number) {
    refuse(function, function == Function::number ? "a number, a string or a boolean" : "a number",
           argument);
  }
  const double number = argument.number;
  switch (function) {
    case Function::ceil:
      return Value::of(std::ceil(number));
    case Function::floor:
      return Value::of(std::floor(number));
    case Function::abs:
      return Value::of(std::abs(number));
    case Function::sqrt:
      if (number < 0) throw Failure{"$sqrt takes no negative number"};
      return Value::of(std::sqrt(number));
    case Function::round: {
      const auto arguments = tree_.children_of(node);
      const int digits = arguments.size() == 2 ? static_cast<int>(tree_[arguments[1]].number) : 0;
      return Value::of(round_half_even(number, digits));
    }
    default:
      return argument;
  }
}

Value Evaluator::power(const Value& base, const Value& exponent) const {
  for (const Value* value : {&base, &exponent}) {
    if (!value->is_nothing() && value->type != Type::number) {
      refuse(Function::power, "numbers", *value);
    }
  }
  if (base.is_nothing()) return base;
  const double result =
      exponent.is_nothing() ? std::nan("") : std::pow(base.number, exponent.number);
  // JavaScript, unlike C, takes 1 to the power of NaN for no number.
  if (!std::isfinite(result) || std::isnan(exponent.number)) {
    throw Failure{"the result of $power is out of range"};
  }
  return Value::of(result);
}

Value Evaluator::contains(const Value& text, std::string_view part) {
  if (text.is_nothing()) return text;
  if (text.type != Type::text) refuse(Function::contains, "a string", text);
  limit_.spend(text.size / kBytesOfAStep);
  return Value::of_boolean(text.as_text().find(part) != std::string_view::npos);
}

void Evaluator::add_numbers(Function function, const Value& value, Numbers& numbers) {
  limit_.spend();
  if (value.type != Type::number) refuse(function, "numbers", value);
  ++numbers.count;
  numbers.max = larger(numbers.max, value.number);
  numbers.min = -larger(-numbers.min, -value.number);
  numbers.sum += value.number;
}

Value Evaluator::call_of_list(Function function, NodeId argument, const Value& context) {
  Numbers numbers;
  const auto add_all = [&](const Value& list) {
    for (std::size_t i = 0; i < length_of(list); ++i) {
      add_numbers(function, item_of(list, i), numbers);
    }
  };
  // The members of a list in the formula itself need no list.
  if (tree_[argument].kind == Kind::list) {
    for (const NodeId member : tree_.children_of(tree_[argument])) {
      const Value item = value(member, context);
      if (item.is_nothing()) continue;
      if (item.is_list() && tree_[member].kind != Kind::list) {
        add_all(item);
      } else {
        add_numbers(function, item, numbers);
      }
    }
  } else {
    const Value list = value(argument, context);
    if (list.is_nothing()) return list;
    if (list.is_list()) {
      add_all(list);
    } else {
      add_numbers(function, list, numbers);
    }
  }
  if (function == Function::sum) return Value::of(numbers.sum);
  if (numbers.count == 0) return {};
  switch (function) {
    case Function::max:
      return Value::of(numbers.max);
    case Function::min:
      return Value::of(numbers.min);
    default:
      return Value::of(numbers.sum / static_cast<double>(numbers.count));
  }
}

Value Evaluator::call_lambda(const Node& lambda, std::span<const Value> arguments,
                             const Value& context) {
  const auto parts = tree_.children_of(lambda);
  const std::size_t outer = frame_;
  frame_ = bindings_.size();
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    bind(tree_[parts[i]].variable, i < arguments.size() ? arguments[i] : Value());
  }
  const Value result = value(parts.back(), context);
  bindings_.resize(frame_);
  frame_ = outer;
  return result;
}

Value Evaluator::call_with_lambda(Function function, const Node& node, const Value& context) {
  const auto arguments = tree_.children_of(node);
  const Node& lambda = tree_[arguments[1]];
  const Value from = value(arguments[0], context);
  if (from.is_nothing()) return from;
  Value all = from;
  if (!from.is_list()) {
    List& single = new_list(false);
    append(single, from);
    all = Value::of_list(single);
  }
  List& found = new_list(true);
  for (std::size_t i = 0; i < length_of(all); ++i) {
    const Value item = item_of(all, i);
    const Value given[] = {item, Value::of(static_cast<double>(i)), all};
    const Value result = call_lambda(lambda, given, context);
    if (function == Function::filter) {
      if (is_true(result, limit_)) append(found, item);
    } else if (!result.is_nothing()) {
      append(found, result);
    }
  }
  return collapsed(Value::of_list(found));
}

Value Evaluator::reduce(const Node& node, const Value& context) {
  const auto arguments = tree_.children_of(node);
  const Node& lambda = tree_[arguments[1]];
  const Value from = value(arguments[0], context);
  Value result = arguments.size() > 2 ? value(arguments[2], context) : Value();
  if (from.is_nothing()) return from;
  Value all = from;
  if (!from.is_list()) {
    List& single = new_list(false);
    append(single, from);
    all = Value::of_list(single);
  }
  std::size_t i = 0;
  if (result.is_nothing() && length_of(all) > 0) result = item_of(all, i++);
  for (; i < length_of(all); ++i) {
    const Value given[] = {result, item_of(all, i), Value::of(static_cast<double>(i)), all};
    result = call_lambda(lambda, given, context);
  }
  return collapsed(result);
}

Value Evaluator::seconds(const Value& media) const {
  const auto of_one = [&](const Value& one) -> std::optional<double> {
    if (one.type != Type::text || one.size == 0) return std::nullopt;
    return inputs_.media_seconds(one.as_text());
  };
  if (!media.is_list()) {
    const auto known = of_one(media);
    return known ? Value::of(*known) : Value();
  }
  double sum = 0;
  bool any = length_of(media) == 0;
  for (std::size_t i = 0; i < length_of(media); ++i) {
    const auto known = of_one(item_of(media, i));
    any = any || known.has_value();
    sum += known.value_or(0);
  }
  return any ? Value::of(sum) : Value();
}

}  // namespace wavespeed_mock::formula

#include "base/formula/formula_value.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace wavespeed_mock::formula {
namespace {

using nlohmann::json;
using Type = Value::Type;

double finite(double number) {
  if (std::isinf(number)) throw Failure{"a number is out of range"};
  return number;
}

bool is_true(const Value& value, WorkLimit& limit, int depth) {
  limit.spend();
  switch (value.type) {
    case Type::nothing:
    case Type::null:
      return false;
    case Type::boolean:
      return value.boolean;
    case Type::number:
      return finite(value.number) != 0 && !std::isnan(value.number);
    case Type::text:
      return value.size > 0;
    case Type::json_object:
      return !value.json->empty();
    case Type::list:
    case Type::json_list:
      break;
  }
  if (depth > kMostDepth) throw Failure{"an input is nested too deeply"};
  bool any = false;
  for (std::size_t i = 0; i < length_of(value); ++i) {
    any = is_true(item_of(value, i), limit, depth + 1) || any;
  }
  return any;
}

bool are_equal(const Value& a, const Value& b, WorkLimit& limit, int depth);

bool objects_are_equal(const json& a, const json& b, WorkLimit& limit, int depth) {
  if (a.size() != b.size()) return false;
  for (auto member = a.begin(); member != a.end(); ++member) {
    const auto other = b.find(member.key());
    if (other == b.end()) return false;
    if (!are_equal(Value::of_json(*member), Value::of_json(*other), limit, depth)) return false;
  }
  return true;
}

bool are_equal(const Value& a, const Value& b, WorkLimit& limit, int depth) {
  limit.spend();
  if (depth > kMostDepth) throw Failure{"an input is nested too deeply"};
  if (a.is_list() && b.is_list()) {
    const std::size_t length = length_of(a);
    if (length != length_of(b)) return false;
    for (std::size_t i = 0; i < length; ++i) {
      if (!are_equal(item_of(a, i), item_of(b, i), limit, depth + 1)) return false;
    }
    return true;
  }
  if (a.type != b.type) return false;
  if (a.type == Type::json_object) return objects_are_equal(*a.json, *b.json, limit, depth + 1);
  return are_identical(a, b);
}

}  // namespace

Value Value::of(double number) {
  Value value;
  value.type = Type::number;
  value.number = number;
  return value;
}

Value Value::of_boolean(bool boolean) {
  Value value;
  value.type = Type::boolean;
  value.boolean = boolean;
  return value;
}

Value Value::of_text(std::string_view text) {
  Value value;
  value.type = Type::text;
  value.size = static_cast<std::uint32_t>(text.size());
  value.text = text.data();
  return value;
}

Value Value::of_list(const List& list) {
  Value value;
  value.type = Type::list;
  value.list = &list;
  return value;
}

Value Value::of_json(const nlohmann::json& from) {
  Value value;
  switch (from.type()) {
    case nlohmann::json::value_t::number_integer:
    case nlohmann::json::value_t::number_unsigned:
    case nlohmann::json::value_t::number_float:
      return of(from.get<double>());
    case nlohmann::json::value_t::string:
      return of_text(from.get_ref<const std::string&>());
    case nlohmann::json::value_t::boolean:
      return of_boolean(from.get<bool>());
    case nlohmann::json::value_t::null:
      value.type = Type::null;
      return value;
    case nlohmann::json::value_t::array:
      value.type = Type::json_list;
      break;
    case nlohmann::json::value_t::object:
      value.type = Type::json_object;
      break;
    case nlohmann::json::value_t::binary:
    case nlohmann::json::value_t::discarded:
      return value;
  }
  value.json = &from;
  return value;
}

void WorkLimit::too_much() {
  throw Failure{"the formula takes too much work for these inputs"};
}

std::string_view name_of(const Value& value) {
  switch (value.type) {
    case Type::nothing:
      return "nothing";
    case Type::null:
      return "null";
    case Type::boolean:
      return "a boolean";
    case Type::number:
      return std::isfinite(value.number) ? "a number" : "a number out of range";
    case Type::text:
      return "a string";
    case Type::list:
    case Type::json_list:
      return "a list";
    case Type::json_object:
      return "an object";
  }
  return "nothing";
}

std::size_t length_of(const Value& list) {
  return list.type == Type::list ? list.list->items.size() : list.json->size();
}

Value item_of(const Value& list, std::size_t index) {
  return list.type == Type::list ? list.list->items[index] : Value::of_json((*list.json)[index]);
}

bool is_true(const Value& value, WorkLimit& limit) {
  return is_true(value, limit, 0);
}

bool are_equal(const Value& a, const Value& b, WorkLimit& limit) {
  return are_equal(a, b, limit, 0);
}

bool are_identical(const Value& a, const Value& b) {
  if (a.type != b.type) return false;
  switch (a.type) {
    case Type::nothing:
    case Type::null:
      return true;
    case Type::boolean:
      return a.boolean == b.boolean;
    case Type::number:
      return a.number == b.number;
    case Type::text:
      return a.as_text() == b.as_text();
    case Type::list:
      return a.list == b.list;
    case Type::json_list:
    case Type::json_object:
      return a.json == b.json;
  }
  return false;
}

int compare_texts(std::string_view a, std::string_view b) {
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (left == a.end() || right == b.end()) {
    return static_cast<int>(left != a.end()) - static_cast<int>(right != b.end());
  }
  // The order of UTF-8 is that of code points; surrogates come before U+E000 to U+FFFF.
  const auto rank = [](char c) {
    const unsigned byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x100 : byte;
  };
  return rank(*left) < rank(*right) ? -1 : 1;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace wavespeed_mock::formula

// The subset of JSONata that price formulas use, for tests that evaluate them: numbers, strings,
// inputs, * / = and, conditions, lists, one object, and the functions
// $max, $min, $ceil, $length, $type, $lookup.
#pragma once

#include <algorithm>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "domain/models/input_validation.h"

namespace wavespeed_mock {

class Jsonata {
 public:
  using json = nlohmann::json;
  // Nullopt is "undefined".
  using Value = std::optional<json>;

  // The value of `text` for these inputs. Throws std::runtime_error for unsupported syntax.
  static Value evaluate(std::string_view text, const json& inputs) {
    Jsonata parser(text, inputs);
    Value value = parser.condition();
    if (!parser.rest().empty()) parser.fail("something after the expression");
    return value;
  }

 private:
  Jsonata(std::string_view text, const json& inputs) : text_(text), inputs_(inputs) {}

  std::string_view rest() {
    while (!text_.empty() && text_[0] == ' ') text_.remove_prefix(1);
    return text_;
  }
  [[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error(what + " at: " + std::string(text_));
  }
  bool accept(std::string_view token) {
    if (!rest().starts_with(token)) return false;
    text_.remove_prefix(token.size());
    return true;
  }
  void expect(std::string_view token) {
    if (!accept(token)) fail("no " + std::string(token));
  }

  Value condition() {
    Value value = conjunction();
    if (!accept("?")) return value;
    const bool was_live = live_;
    const bool holds = value && *value == true;
    live_ = was_live && holds;
    Value yes = condition();
    expect(":");
    live_ = was_live && !holds;
    Value no = condition();
    live_ = was_live;
    return holds ? yes : no;
  }
  Value conjunction() {
    Value value = comparison();
    while (accept("and ")) {
      const Value other = comparison();
      value = value && *value == true && other && *other == true;
    }
    return value;
  }
  Value comparison() {
    Value value = product();
    if (!accept("=")) return value;
    const Value other = product();
    return value && other && value->is_number() == other->is_number() && *value == *other;
  }
  Value product() {
    Value value = operand();
    while (rest().starts_with('*') || rest().starts_with('/')) {
      const bool times = accept("*");
      if (!times) expect("/");
      const Value other = operand();
      if (!value || !other || !live_) {
        value.reset();
        continue;
      }
      const auto a = value->get<double>();
      const auto b = other->get<double>();
      value = times ? a * b : a / b;
    }
    return value;
  }

  std::string name() {
    std::string word;
    while (!text_.empty() && (std::isalnum(static_cast<unsigned char>(text_[0])) != 0 ||
                              text_[0] == '_' || text_[0] == '$')) {
      word += text_[0];
      text_.remove_prefix(1);
    }
    if (word.empty()) fail("no operand");
    return word;
  }
  std::string quoted() {
    std::size_t end = 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    const std::string text = json::parse(text_.substr(0, end + 1));
    text_.remove_prefix(end + 1);
    return text;
  }

  Value operand() {
    rest();
    if (accept("(")) {
      Value value = condition();
      expect(")");
      return value;
    }
    if (accept("{")) {
      rest();
      const std::string key = quoted();
      expect(":");
      const Value value = condition();
      expect("}");
      return value ? json{{key, *value}} : json::object();
    }
    if (accept("[")) {
      json list = json::array();
      do {
        if (const Value item = condition()) list.push_back(*item);
      } while (accept(","));
      expect("]");
      return list;
    }
    if (text_.starts_with('"')) return quoted();
    if (!text_.empty() &&
        (std::isdigit(static_cast<unsigned char>(text_[0])) != 0 || text_[0] == '-')) {
      std::size_t size = 0;
      const double number = std::stod(std::string(text_), &size);
      text_.remove_prefix(size);
      return number;
    }
    const std::string word = name();
    if (word == "true" || word == "false") return word == "true";
    if (word[0] == '$') return call(word);
    const auto it = inputs_.find(word);
    return it == inputs_.end() ? Value() : Value(*it);
  }

  Value call(const std::string& function) {
    expect("(");
    if (function == "$lookup") {
      expect("$,");
      rest();
      const auto it = inputs_.find(quoted());
      expect(")");
      return it == inputs_.end() ? Value() : Value(*it);
    }
    const Value value = condition();
    expect(")");
    if (!value || !live_) return Value();
    if (function == "$ceil") return std::ceil(value->get<double>());
    if (function == "$length") {
      return static_cast<double>(count_characters(value->get_ref<const std::string&>()));
    }
    if (function == "$type") return std::string(value->type_name());
    const auto numbers = value->get<std::vector<double>>();
    if (function == "$max") return *std::max_element(numbers.begin(), numbers.end());
    if (function == "$min") return *std::min_element(numbers.begin(), numbers.end());
    fail("no function " + function);
  }

  std::string_view text_;
  const json& inputs_;
  bool live_ = true;  // false in the branch that a condition does not choose
};

}  // namespace wavespeed_mock

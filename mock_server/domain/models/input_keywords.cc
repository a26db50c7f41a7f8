#include "domain/models/input_keywords.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "domain/models/input_validation.h"
#include "media/picture.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr double kHuge = 1e300;

// Carried along for clients and people, as is what begins with "x-"; they constrain nothing.
constexpr std::string_view kAnnotations[] = {"title",    "description", "examples", "step",
                                             "hidden",   "disabled",    "format",   "deprecated",
                                             "readOnly", "writeOnly",   "$id",      "$schema",
                                             "$comment", "enumNames",   "order"};

constexpr std::string_view kNotChecked[] = {
    "contains",         "minContains",      "maxContains",       "prefixItems",
    "additionalItems",  "minProperties",    "maxProperties",     "patternProperties",
    "propertyNames",    "dependencies",     "dependentRequired", "dependentSchemas",
    "unevaluatedItems", "contentMediaType", "contentEncoding",   "unevaluatedProperties"};

InputType type_of(const Scalar& scalar) {
  if (std::holds_alternative<std::string>(scalar)) return InputType::string;
  return std::holds_alternative<bool>(scalar) ? InputType::boolean : InputType::number;
}

std::uint8_t load_type(const json& name, const JsonReader& in) {
  static const std::map<std::string_view, InputType> kTypes = {
      {"string", InputType::string},   {"number", InputType::number},
      {"integer", InputType::integer}, {"boolean", InputType::boolean},
      {"array", InputType::array},     {"object", InputType::object}};
  const auto it = name.is_string() ? kTypes.find(name.get_ref<const std::string&>()) : kTypes.end();
  if (it == kTypes.end()) {
    in.fail("type",
            "must be string, number, integer, boolean, array or object, not " + name.dump());
  }
  return static_cast<std::uint8_t>(it->second);
}

void load_types(JsonReader& in, InputRule& rule) {
  const json* type = in.value("type");
  if (type == nullptr) return;
  const json& names = type->is_array() ? *type : json::array({*type});
  std::uint8_t types = 0;
  for (const json& name : names) {
    if (name == "null") {
      rule.nullable = true;
    } else {
      types |= load_type(name, in);
    }
  }
  if (types == 0) in.fail("type", "must name a type other than null, not " + type->dump());
  rule.types = types;
}

void load_enum(JsonReader& in, InputRule& rule) {
  std::vector<Scalar> allowed;
  in.each("enum", [&](const json& value, const std::string&) {
    if (value.is_null()) {
      rule.nullable = true;
      return;
    }
    const auto scalar = to_scalar(value);
    if (!scalar) in.fail("enum", "can hold strings, numbers, true and false, not " + value.dump());
    allowed.push_back(*scalar);
  });
  if (allowed.empty() && in.value("enum") != nullptr) {
    in.fail("enum", "must list at least one value other than null");
  }
  rule.allowed = std::move(allowed);
}

// An enum with one value.
void load_const(JsonReader& in, InputRule& rule) {
  const json* value = in.value("const");
  if (value == nullptr) return;
  const auto scalar = to_scalar(*value);
  if (!scalar) in.fail("const", "must be a string, a number, true or false, not " + value->dump());
  rule.allowed = {*scalar};
}

// A range that is empty would refuse every value.
template <class Bound>
void need_order(const JsonReader& in, std::string_view min_key, std::optional<Bound>& min,
                std::string_view max_key, std::optional<Bound>& max) {
  if (!min || !max || *min <= *max) return;
  min.reset();
  max.reset();
  in.fail(min_key, "must not be above " + std::string(max_key));
}

std::optional<std::size_t> count(JsonReader& in, std::string_view key) {
  constexpr std::int64_t kMax = 1'000'000'000;
  const auto value = in.optional_integer(key, 0, kMax);
  if (!value) return std::nullopt;
  return static_cast<std::size_t>(*value);
}

void load_sides(JsonReader& in, InputRule& rule) {
  constexpr std::int64_t kLargest = kMaxPictureSide;
  const json* value = in.value("x-size");
  if (value == nullptr) return;
  JsonReader sides(*value, in.where() + ": x-size", "picture size");
  std::optional min = sides.integer("minimum", 1, kLargest);
  std::optional max = sides.integer("maximum", 1, kLargest);
  need_order(sides, "minimum", min, "maximum", max);
  rule.sides = {static_cast<std::uint32_t>(*min), static_cast<std::uint32_t>(*max)};
  sides.done();
}

void load_multiple(JsonReader& in, RareInputRules& rare) {
  constexpr double kLeast = 1e-9;
  rare.multiple_of = in.optional_number("multipleOf", kLeast, kHuge);
}

void load_pattern(JsonReader& in, RareInputRules& rare) {
  constexpr std::size_t kLongest = 1'000;
  const std::string pattern = in.text("pattern", "");
  if (pattern.empty()) return;
  if (pattern.size() > kLongest) in.fail("pattern", "must be at most 1000 bytes long");
  const std::string problem = problem_of_regular_expression(pattern);
  if (!problem.empty()) in.fail("pattern", problem);
  rare.pattern.emplace(pattern);
  rare.pattern_text = pattern;
}

}  // namespace

void read_value_keywords(JsonReader& in, InputRule& rule, RareInputRules& rare,
                         const ReadingStep& read) {
  read([&] { load_types(in, rule); });
  read([&] { load_enum(in, rule); });
  read([&] { load_const(in, rule); });
  read([&] { rule.nullable = in.boolean("nullable", rule.nullable); });
  read([&] { rule.minimum = in.optional_number("minimum", -kHuge, kHuge); });
  read([&] { rule.maximum = in.optional_number("maximum", -kHuge, kHuge); });
  read([&] { rare.above = in.optional_number("exclusiveMinimum", -kHuge, kHuge); });
  read([&] { rare.below = in.optional_number("exclusiveMaximum", -kHuge, kHuge); });
  read([&] { load_multiple(in, rare); });
  read([&] { rule.min_length = count(in, "minLength"); });
  read([&] { rule.max_length = count(in, "maxLength"); });
  read([&] { load_pattern(in, rare); });
  read([&] { rule.min_items = count(in, "minItems"); });
  read([&] { rule.max_items = count(in, "maxItems"); });
  read([&] { rare.unique_items = in.boolean("uniqueItems", false); });
  read([&] { need_order(in, "minimum", rule.minimum, "maximum", rule.maximum); });
  read([&] { need_order(in, "minLength", rule.min_length, "maxLength", rule.max_length); });
  read([&] { need_order(in, "minItems", rule.min_items, "maxItems", rule.max_items); });
  read([&] { load_sides(in, rule); });
}

bool add_types_of_values(InputRule& rule) {
  if (rule.types == 0) return false;
  bool lacks = false;
  for (const Scalar& value : rule.allowed) {
    const InputType type = type_of(value);
    const bool is_number = type == InputType::number && rule.accepts(InputType::integer);
    if (is_number || rule.accepts(type)) continue;
    rule.types |= static_cast<std::uint8_t>(type);
    lacks = true;
  }
  return lacks;
}

bool is_not_checked(std::string_view keyword) {
  return std::ranges::find(kNotChecked, keyword) != std::end(kNotChecked);
}

void skip_annotations(JsonReader& in) {
  for (const std::string_view key : kAnnotations) in.ignore(key);
  in.ignore_prefix("x-");
}

}  // namespace wavespeed_mock

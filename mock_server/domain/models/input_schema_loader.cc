#include "domain/models/input_schema_loader.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text/json_reader.h"
#include "domain/models/input_media.h"
#include "domain/models/input_validation.h"
#include "media/picture.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Carried along for clients and people, as is what begins with "x-"; they constrain nothing.
constexpr std::string_view kAnnotations[] = {"title",    "description", "examples", "step",
                                             "hidden",   "disabled",    "format",   "deprecated",
                                             "readOnly", "writeOnly",   "$id",      "$schema",
                                             "$comment", "enumNames",   "order"};

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
  for (const json& name : names) {
    if (name == "null") {
      rule.nullable = true;
    } else {
      rule.types |= load_type(name, in);
    }
  }
  if (rule.types == 0) in.fail("type", "must name a type other than null, not " + type->dump());
}

void load_enum(JsonReader& in, InputRule& rule) {
  in.each("enum", [&](const json& value, const std::string&) {
    if (value.is_null()) {
      rule.nullable = true;
      return;
    }
    const auto scalar = to_scalar(value);
    if (!scalar) in.fail("enum", "can hold strings, numbers, true and false, not " + value.dump());
    rule.allowed.push_back(*scalar);
  });
  if (rule.allowed.empty() && in.value("enum") != nullptr) {
    in.fail("enum", "must list at least one value other than null");
  }
}

// A range that is empty would refuse every value.
template <class Bound>
void need_order(const JsonReader& in, std::string_view min_key, std::optional<Bound> min,
                std::string_view max_key, std::optional<Bound> max) {
  if (!min || !max || *min <= *max) return;
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
  const std::int64_t min = sides.integer("minimum", 1, kLargest);
  const std::int64_t max = sides.integer("maximum", 1, kLargest);
  need_order(sides, "minimum", std::optional(min), "maximum", std::optional(max));
  rule.sides = {static_cast<std::uint32_t>(min), static_cast<std::uint32_t>(max)};
  sides.done();
}

std::vector<InputRule> load_properties(JsonReader& in);

// Calls itself for each level, of which the reader of files allows few.
InputRule load_rule(const json& schema, const std::string& name, const std::string& where) {
  constexpr double kHuge = 1e300;
  JsonReader in(schema, where, "input");
  InputRule rule;
  rule.name = name;
  load_types(in, rule);
  load_enum(in, rule);
  rule.nullable = in.boolean("nullable", rule.nullable);
  rule.minimum = in.optional_number("minimum", -kHuge, kHuge);
  rule.maximum = in.optional_number("maximum", -kHuge, kHuge);
  rule.min_length = count(in, "minLength");
  rule.max_length = count(in, "maxLength");
  rule.min_items = count(in, "minItems");
  rule.max_items = count(in, "maxItems");
  need_order(in, "minimum", rule.minimum, "maximum", rule.maximum);
  need_order(in, "minLength", rule.min_length, "maxLength", rule.max_length);
  need_order(in, "minItems", rule.min_items, "maxItems", rule.max_items);
  load_sides(in, rule);
  rule.media = is_media_property(name, schema);
  rule.fields = load_properties(in);
  if (const json* items = in.value("items")) {
    rule.items.push_back(load_rule(*items, "", where + ": items"));
    if (rule.media) rule.items.front().media = true;
  }
  const json* fallback = in.value("default");
  for (const std::string_view key : kAnnotations) in.ignore(key);
  in.ignore_prefix("x-");
  in.done();

  if (fallback != nullptr && !fallback->is_null()) {
    if (const auto problem = find_value_problem(rule, *fallback)) in.fail("default", *problem);
    rule.fallback = to_scalar(*fallback);
  }
  return rule;
}

std::vector<InputRule> load_properties(JsonReader& in) {
  std::vector<InputRule> rules;
  in.each_member("properties", "property",
                 [&](const std::string& name, const json& schema, const std::string& where) {
                   rules.push_back(load_rule(schema, name, where));
                 });
  in.each("required", [&](const json& name, const std::string&) {
    const auto it = std::find_if(rules.begin(), rules.end(),
                                 [&](const InputRule& rule) { return name == rule.name; });
    if (it == rules.end()) in.fail("required", "names no property: " + name.dump());
    it->required = true;
  });
  return rules;
}

}  // namespace

InputSchema load_input_schema(const json& schema, const std::string& where) {
  InputRule root = load_rule(schema, "", where);
  if (root.types != static_cast<std::uint8_t>(InputType::object)) {
    throw ConfigError(where + ": field \"type\": must be \"object\"");
  }
  return {std::move(root.fields)};
}

}  // namespace wavespeed_mock

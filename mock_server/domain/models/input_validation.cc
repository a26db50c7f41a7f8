#include "domain/models/input_validation.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text/quoting.h"
#include "domain/models/input_media.h"
#include "media/picture_size.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxProblems = 5;

std::string shown(double number) {
  // Whole numbers without ".0", as people write limits.
  if (std::nearbyint(number) == number && std::abs(number) < 1e15) {
    return std::to_string(static_cast<std::int64_t>(number));
  }
  return json(number).dump();
}

std::string shown(const Scalar& scalar) {
  if (const auto* number = std::get_if<double>(&scalar)) return shown(*number);
  return std::visit([](const auto& value) { return json(value).dump(); }, scalar);
}

bool is_whole(const json& value) {
  if (value.is_number_integer()) return true;
  // 28.0 is an integer, as JSON schema has it.
  return value.is_number_float() && std::nearbyint(value.get<double>()) == value.get<double>();
}

bool has_type(const json& value, const InputRule& rule) {
  if (rule.types == 0) return true;
  switch (value.type()) {
    case json::value_t::string:
      return rule.accepts(InputType::string);
    case json::value_t::boolean:
      return rule.accepts(InputType::boolean);
    case json::value_t::array:
      return rule.accepts(InputType::array);
    case json::value_t::object:
      return rule.accepts(InputType::object);
    default:
      return value.is_number() && (rule.accepts(InputType::number) ||
                                   (rule.accepts(InputType::integer) && is_whole(value)));
  }
}

std::string type_names(const InputRule& rule) {
  static constexpr std::pair<InputType, std::string_view> kNames[] = {
      {InputType::string, "a string"},    {InputType::number, "a number"},
      {InputType::integer, "an integer"}, {InputType::boolean, "true or false"},
      {InputType::array, "an array"},     {InputType::object, "an object"}};
  std::string names;
  for (const auto& [type, name] : kNames) {
    if (rule.types != 0 && rule.accepts(type))
      names += (names.empty() ? "" : " or ") + std::string(name);
  }
  return rule.nullable && !names.empty() ? names + " or null" : names;
}

// The words after the field's name: "must be …".
class Checker {
 public:
  enum class Missing { is_wrong, is_fine };
  explicit Checker(Missing missing = Missing::is_wrong) : missing_(missing) {}

  void check_fields(const std::vector<InputRule>& rules, const json& object,
                    const std::string& prefix) {
    for (const InputRule& rule : rules) {
      const auto it = object.find(rule.name);
      if (it != object.end()) {
        check(rule, *it, prefix + rule.name);
      } else if (rule.required && missing_ == Missing::is_wrong) {
        report(prefix + rule.name, "is required" + allowed_hint(rule));
      }
    }
  }

  void check(const InputRule& rule, const json& value, const std::string& path) {
    if (value.is_null() && rule.nullable) return;
    if (!has_type(value, rule)) {
      return report(path, "must be " + type_names(rule) + ", not " + json_quote(value));
    }
    if (!rule.allowed.empty() && !is_allowed(rule, value)) {
      return report(path, "must be one of " + list(rule.allowed) + ", not " + json_quote(value));
    }
    if (value.is_number()) return check_range(rule, value, path);
    if (value.is_string()) return check_text(rule, value, path);
    if (value.is_array()) return check_items(rule, value, path);
    if (value.is_object()) check_fields(rule.fields, value, path + ".");
  }

  std::optional<std::string> result() const {
    if (problems_.empty()) return std::nullopt;
    return problems_;
  }

 private:
  void report(const std::string& path, const std::string& problem) {
    if (count_++ == kMaxProblems) problems_ += "; …";
    if (count_ > kMaxProblems) return;
    if (!problems_.empty()) problems_ += "; ";
    problems_ += path.empty() ? problem : "\"" + path + "\" " + problem;
  }

  // Forms send an optional input that was left blank as an empty text. Elements have no name.
  static bool is_left_blank(const InputRule& rule, const std::string& text) {
    return text.empty() && !rule.required && !rule.name.empty();
  }

  static bool is_allowed(const InputRule& rule, const json& value) {
    const auto scalar = to_scalar(value);
    return scalar &&
           std::find(rule.allowed.begin(), rule.allowed.end(), *scalar) != rule.allowed.end();
  }

  static std::string list(const std::vector<Scalar>& allowed) {
    std::string names;
    for (const Scalar& scalar : allowed) names += (names.empty() ? "" : ", ") + shown(scalar);
    return names;
  }

  static std::string allowed_hint(const InputRule& rule) {
    if (!rule.allowed.empty()) return ", one of " + list(rule.allowed);
    const std::string names = type_names(rule);
    return names.empty() ? "" : ", " + names;
  }

  // "from 1 to 4", "at least 1", "at most 4"
  static std::string range(const std::optional<std::string>& min,
                           const std::optional<std::string>& max) {
    if (min && max) return "from " + *min + " to " + *max;
    return min ? "at least " + *min : "at most " + *max;
  }

  template <class Bound>
  static std::optional<std::string> text_of(const std::optional<Bound>& bound) {
    if (!bound) return std::nullopt;
    return shown(static_cast<double>(*bound));
  }

  void check_range(const InputRule& rule, const json& value, const std::string& path) {
    const auto number = value.get<double>();
    if ((!rule.minimum || number >= *rule.minimum) && (!rule.maximum || number <= *rule.maximum))
      return;
    report(path, "must be " + range(text_of(rule.minimum), text_of(rule.maximum)) + ", not " +
                     json_quote(value));
  }

  void check_text(const InputRule& rule, const json& value, const std::string& path) {
    const auto& text = value.get_ref<const std::string&>();
    if (rule.media && !is_left_blank(rule, text) && !is_media_url(text)) {
      return report(path, "must be an http or https URL or a data: URL, not " + json_quote(value));
    }
    if (rule.sides) return check_size(*rule.sides, text, path);
    if (!rule.min_length && !rule.max_length) return;
    const std::size_t length = count_characters(text);
    if (length >= rule.min_length.value_or(0) && length <= rule.max_length.value_or(length)) return;
    report(path, "must have " + range(text_of(rule.min_length), text_of(rule.max_length)) +
                     " characters, not " + std::to_string(length));
  }

  void check_size(InputRule::Sides sides, const std::string& text, const std::string& path) {
    const auto size = parse_picture_size(text);
    const auto fits = [&](std::uint32_t side) {
      return side >= sides.minimum && side <= sides.maximum;
    };
    if (size && fits(size->width) && fits(size->height)) return;
    report(path, "must be \"W*H\" with each side from " + std::to_string(sides.minimum) + " to " +
                     std::to_string(sides.maximum) + ", not " + json_quote(text));
  }

  void check_items(const InputRule& rule, const json& value, const std::string& path) {
    const std::size_t count = value.size();
    if (count < rule.min_items.value_or(0) || count > rule.max_items.value_or(count)) {
      return report(path, "must have " + range(text_of(rule.min_items), text_of(rule.max_items)) +
                              " items, not " + std::to_string(count));
    }
    if (rule.items.empty()) return;
    std::size_t index = 0;
    for (const json& item : value) {
      check(rule.items.front(), item, path + "[" + std::to_string(index++) + "]");
      if (count_ > kMaxProblems) return;
    }
  }

  const Missing missing_;
  std::string problems_;
  std::size_t count_ = 0;
};

}  // namespace

std::optional<std::string> find_input_problem(const InputSchema& schema, const json& inputs) {
  Checker checker;
  checker.check_fields(schema.fields, inputs, "");
  return checker.result();
}

std::optional<std::string> find_given_input_problem(const InputSchema& schema, const json& inputs) {
  Checker checker(Checker::Missing::is_fine);
  checker.check_fields(schema.fields, inputs, "");
  return checker.result();
}

std::optional<std::string> find_value_problem(const InputRule& rule, const json& value) {
  Checker checker;
  checker.check(rule, value, "");
  return checker.result();
}

std::optional<Scalar> to_scalar(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number()) return value.get<double>();
  return std::nullopt;
}

std::size_t count_characters(std::string_view text) {
  // Every byte but the continuation bytes of UTF-8 begins a character.
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

}  // namespace wavespeed_mock

#include "contract/schema_location.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr const char* kChoices[] = {"oneOf", "anyOf"};

bool is_index(const std::string& segment) {
  return segment == "[]" ||
         (!segment.empty() && segment.find_first_not_of("0123456789") == std::string::npos);
}

std::string type_in_words(const std::string& type) {
  if (type == "null") return type;
  const bool vowel = type == "integer" || type == "array" || type == "object";
  return (vowel ? "an " : "a ") + type;
}

std::string joined(const std::vector<std::string>& words, std::string_view last_glue) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last_glue : ", ";
    text += words[i];
  }
  return text;
}

std::string range_in_words(const json& schema) {
  const auto bound = [&](const char* key) {
    const auto it = schema.find(key);
    return it == schema.end() ? "" : it->dump();
  };
  const std::string min = bound("minimum");
  const std::string max = bound("maximum");
  std::string text;
  if (!min.empty() && !max.empty()) {
    text = " from " + min + " to " + max;
  } else if (!min.empty()) {
    text = " of at least " + min;
  } else if (!max.empty()) {
    text = " of at most " + max;
  }
  if (const std::string above = bound("exclusiveMinimum"); !above.empty())
    text += " above " + above;
  return text;
}

std::string sizes_in_words(const json& schema) {
  std::string text;
  struct Size {
    const char* key;
    const char* before;
    const char* after;
  };
  constexpr Size kSizes[] = {{"minItems", "at least ", " items"},
                             {"maxItems", "at most ", " items"},
                             {"minLength", "at least ", " characters"},
                             {"maxLength", "at most ", " characters"}};
  for (const Size& size : kSizes) {
    const auto it = schema.find(size.key);
    if (it == schema.end()) continue;
    text += (text.empty() ? " of " : " and ") + std::string(size.before) + it->dump() + size.after;
  }
  return text;
}

}  // namespace

std::string to_text(const ValuePath& path) {
  std::string text;
  for (const std::string& segment : path) {
    if (segment == "[]") {
      text += segment;
    } else if (is_index(segment)) {
      text += '[' + segment + ']';
    } else {
      if (!text.empty()) text += '.';
      text += segment;
    }
  }
  return text;
}

ValuePath parse_value_path(std::string_view text) {
  ValuePath path;
  while (!text.empty()) {
    if (text.starts_with('[')) {
      const std::size_t end = std::min(text.find(']'), text.size() - 1);
      path.emplace_back(end == 1 ? "[]" : text.substr(1, end - 1));
      text.remove_prefix(end + 1);
    } else {
      const std::size_t end = std::min(text.find_first_of(".["), text.size());
      path.emplace_back(text.substr(0, end));
      text.remove_prefix(end);
    }
    if (text.starts_with('.')) text.remove_prefix(1);
  }
  return path;
}

const json* value_at(const json& value, const ValuePath& path) {
  const json* part = &value;
  for (const std::string& segment : path) {
    if (part->is_object()) {
      const auto it = part->find(segment);
      if (it == part->end()) return nullptr;
      part = &*it;
    } else if (part->is_array() && is_index(segment) && segment != "[]") {
      // Keys from outside may look like an index that no number can hold.
      std::size_t index = 0;
      const char* const end = segment.data() + segment.size();
      if (std::from_chars(segment.data(), end, index).ec != std::errc()) return nullptr;
      if (index >= part->size()) return nullptr;
      part = &(*part)[index];
    } else {
      return nullptr;
    }
  }
  return part;
}

SchemaBelow::SchemaBelow(const ContractDocument& document, std::string pointer)
    : document_(&document) {
  if (!pointer.empty()) add(std::move(pointer));
}

void SchemaBelow::add(std::string pointer) {
  const json* const schema = document_->at(pointer);
  if (schema == nullptr || !schema->is_object()) return;
  choices_.push_back({pointer, schema});
  for (const char* const key : kChoices) {
    const auto choices = schema->find(key);
    if (choices == schema->end()) continue;
    for (std::size_t i = 0; i < choices->size(); ++i) {
      add(pointer + '/' + key + '/' + std::to_string(i));
    }
  }
}

std::optional<std::string> SchemaBelow::location_in(const Choice& choice,
                                                    const std::string& segment) {
  const auto properties = choice.schema->find("properties");
  if (properties != choice.schema->end() && properties->contains(segment)) {
    return choice.pointer + "/properties" + pointer_segment(segment);
  }
  if (is_index(segment) && choice.schema->contains("items")) return choice.pointer + "/items";
  if (choice.schema->contains("additionalProperties")) {
    return choice.pointer + "/additionalProperties";
  }
  return std::nullopt;
}

std::optional<std::string> SchemaBelow::at(const std::string& segment) const {
  for (const Choice& choice : choices_) {
    std::optional<std::string> location = location_in(choice, segment);
    if (!location) continue;
    const json* const schema = document_->at(*location);
    if (schema != nullptr && schema->is_object()) return location;
  }
  return std::nullopt;
}

std::optional<std::string> schema_at(const ContractDocument& document, std::string pointer,
                                     const ValuePath& path) {
  const json* const schema = document.at(pointer);
  if (schema == nullptr || !schema->is_object()) return std::nullopt;
  if (path.empty()) return pointer;

  const ValuePath rest(path.begin() + 1, path.end());
  for (const SchemaBelow::Choice& choice : SchemaBelow(document, pointer).choices_) {
    const auto location = SchemaBelow::location_in(choice, path[0]);
    if (!location) continue;
    if (auto found = schema_at(document, *location, rest)) return found;
  }
  return std::nullopt;
}

std::string expectation(const ContractDocument& document, std::string pointer) {
  const json* const schema = document.at(pointer);
  if (schema == nullptr || !schema->is_object()) return "anything";
  if (const auto it = schema->find("const"); it != schema->end()) return json_quote(*it);
  if (const auto it = schema->find("enum"); it != schema->end()) {
    std::vector<std::string> values;
    for (const json& value : *it) values.push_back(json_quote(value));
    return joined(values, " or ");
  }
  for (const char* const key : kChoices) {
    const auto choices = schema->find(key);
    if (choices == schema->end()) continue;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < choices->size(); ++i) {
      words.push_back(expectation(document, pointer + '/' + key + '/' + std::to_string(i)));
    }
    return joined(words, " or ");
  }
  std::vector<std::string> types;
  if (const auto it = schema->find("type"); it != schema->end()) {
    if (it->is_string()) types.push_back(type_in_words(it->get<std::string>()));
    if (it->is_array()) {
      for (const json& type : *it) types.push_back(type_in_words(type.get<std::string>()));
    }
  }
  std::string text = types.empty() ? "anything" : joined(types, " or ");
  text += range_in_words(*schema) + sizes_in_words(*schema);
  if (const auto it = schema->find("format"); it != schema->end() && it->is_string()) {
    if (*it == "date-time") text += " with a time such as 2026-01-01T00:00:00Z";
    if (*it == "date") text += " with a date such as 2026-01-01";
  }
  if (const auto it = schema->find("pattern"); it != schema->end() && it->is_string()) {
    text += " that matches " + it->get<std::string>();
  }
  return text;
}

std::string kind_of(const json& value) {
  if (value.is_number_integer()) return "an integer";
  return type_in_words(value.type_name());
}

}  // namespace wavespeed_mock

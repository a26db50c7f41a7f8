#include "contract/prepared_schemas.h"

#include <nlohmann/json.hpp>

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr const char* kDateTime =
    R"(^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$)";
constexpr const char* kDate = R"(^\d{4}-\d{2}-\d{2}$)";

class Preparation {
 public:
  explicit Preparation(UnknownFields unknown) : unknown_(unknown) {}

  void prepare(json& schema) const {
    if (!schema.is_object()) return;
    prepare_format(schema);
    if (const auto properties = schema.find("properties"); properties != schema.end()) {
      for (json& property : *properties) prepare(property);
      if (unknown_ == UnknownFields::reported && !schema.contains("additionalProperties")) {
        schema["additionalProperties"] = false;
      }
    }
    for (const char* key : {"items", "additionalProperties"}) {
      if (const auto it = schema.find(key); it != schema.end()) prepare(*it);
    }
    for (const char* key : {"oneOf", "anyOf"}) {
      const auto it = schema.find(key);
      if (it == schema.end()) continue;
      for (json& choice : *it) prepare(choice);
    }
  }

  // Schemas are at `schema` anywhere in an operation, but never inside an example.
  void prepare_below(json& node) const {
    if (!node.is_structured()) return;
    for (auto it = node.begin(); it != node.end(); ++it) {
      const std::string key = node.is_object() ? it.key() : "";
      if (key == "example" || key == "examples") continue;
      if (key == "schema") {
        prepare(*it);
      } else {
        prepare_below(*it);
      }
    }
  }

 private:
  // The validator's own check of times compiles a regular expression for each value.
  static void prepare_format(json& schema) {
    const auto format = schema.find("format");
    if (format == schema.end()) return;
    if (*format == "date-time") schema["pattern"] = kDateTime;
    if (*format == "date") schema["pattern"] = kDate;
    schema.erase("format");
  }

  UnknownFields unknown_;
};

}  // namespace

json prepared_schemas(json document, UnknownFields unknown) {
  const Preparation preparation(unknown);
  for (auto& [key, part] : document.items()) {
    if (key != "components") preparation.prepare_below(part);
  }
  const auto components = document.find("components");
  if (components == document.end()) return document;
  for (auto& [key, part] : components->items()) {
    if (key == "schemas") {
      for (json& schema : part) preparation.prepare(schema);
    } else if (key != "examples") {
      preparation.prepare_below(part);
    }
  }
  return document;
}

}  // namespace wavespeed_mock

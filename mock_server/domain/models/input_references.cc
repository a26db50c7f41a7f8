#include "domain/models/input_references.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// Many models of the catalogue refer to it, and no answer of the service contains it.
constexpr std::string_view kLora = "#/components/schemas/LoraWeight";

const json& lora_schema() {
  static const json schema = {
      {"type", "object"},
      {"required", {"path"}},
      {"properties",
       {{"path", {{"type", "string"}}}, {"scale", {{"type", "number"}, {"default", 1}}}}}};
  return schema;
}

}  // namespace

const json* InputReferences::find(const std::string& reference) const {
  if (reference.starts_with('#')) {
    try {
      const json::json_pointer pointer(reference.substr(1));
      if (root_.contains(pointer)) return &root_.at(pointer);
    } catch (const json::exception&) {
      return nullptr;  // no pointer
    }
  }
  return reference == kLora ? &lora_schema() : nullptr;
}

InputReferences::Following::Following(InputReferences& references, std::string reference)
    : references_(references) {
  references_.followed_.push_back(std::move(reference));
}

InputReferences::Following::~Following() {
  references_.followed_.pop_back();
}

bool InputReferences::is_followed(std::string_view reference) const {
  return std::ranges::find(followed_, reference) != followed_.end();
}

}  // namespace wavespeed_mock

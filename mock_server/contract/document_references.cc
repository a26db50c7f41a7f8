#include "contract/document_references.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "base/text/quoting.h"
#include "contract/document.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr const char* kReference = "$ref";

// What has these names is data, in which "$ref" is a field like any other.
constexpr std::string_view kData[] = {"example", "examples", "default", "const", "enum"};
// In these, the names of fields are free.
constexpr std::string_view kFreeNames[] = {"properties", "schemas", "parameters", "responses",
                                           "paths"};

bool is_one_of(std::span<const std::string_view> list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class Walk {
 public:
  explicit Walk(const json& document) : document_(document) {}

  // The problem of a part of the document; "" when there is none.
  std::string problem_of(const json& node, const std::string& pointer, bool free_names) {
    if (!node.is_structured()) return "";
    if (!free_names && node.contains(kReference)) {
      if (std::string problem = problem_of_reference(node, pointer); !problem.empty()) {
        return problem;
      }
    }
    std::size_t index = 0;
    for (const auto& [name, part] : node.items()) {
      const bool named = node.is_object();
      const bool data = named && !free_names && is_one_of(kData, name);
      const std::string below =
          pointer + (named ? pointer_segment(name) : '/' + std::to_string(index++));
      std::string problem =
          data ? "" : problem_of(part, below, named && !free_names && is_one_of(kFreeNames, name));
      if (!problem.empty()) return problem;
    }
    return "";
  }

 private:
  static std::string said(const std::string& pointer, const json& reference,
                          const std::string& problem) {
    return pointer + "/$ref: " + json_quote(reference) + ' ' + problem;
  }

  const json* target_of(const json& reference) const {
    if (!reference.is_string()) return nullptr;
    const auto& text = reference.get_ref<const std::string&>();
    if (!text.starts_with("#/")) return nullptr;
    try {
      const json::json_pointer location(text.substr(1));
      return document_.contains(location) ? &document_.at(location) : nullptr;
    } catch (const json::exception&) {
      return nullptr;  // "~" that is followed by neither 0 nor 1, or an invalid index
    }
  }

  std::string problem_of_reference(const json& node, const std::string& pointer) {
    const json& reference = node[kReference];
    if (!reference.is_string()) {
      return said(pointer, reference, "must be a string such as \"#/components/schemas/Task\"");
    }
    if (!reference.get_ref<const std::string&>().starts_with("#/")) {
      return said(pointer, reference,
                  "must begin with \"#/\": references to other documents are not supported");
    }
    if (target_of(reference) == nullptr) {
      return said(pointer, reference, "leads to nothing in the document");
    }
    open_.clear();
    return ends(node) ? "" : said(pointer, reference, "leads back to itself");
  }

  // Whether the references and choices that apply to the same value as `node` come to an end.
  bool ends(const json& node) {
    if (!node.is_object() || ending_.contains(&node)) return true;
    if (!open_.insert(&node).second) return false;
    bool all = true;
    if (const auto reference = node.find(kReference); reference != node.end()) {
      const json* const target = target_of(*reference);
      all = target == nullptr || ends(*target);
    }
    for (const char* const key : {"oneOf", "anyOf", "allOf"}) {
      const auto choices = node.find(key);
      if (choices == node.end() || !choices->is_array()) continue;
      all = all && std::all_of(choices->begin(), choices->end(),
                               [&](const json& choice) { return ends(choice); });
    }
    open_.erase(&node);
    if (all) ending_.insert(&node);
    return all;
  }

  const json& document_;
  std::set<const json*> open_;    // on the way to the node in question
  std::set<const json*> ending_;  // known to come to an end
};

}  // namespace

std::string problem_of_references(const json& document) {
  return Walk(document).problem_of(document, "", false);
}

}  // namespace wavespeed_mock

#include "contract/document.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/http/path_pattern_problem.h"
#include "base/text/json_reader.h"
#include "contract/document_references.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

// contracts/openapi.json as it was when the library was built.
extern const std::string_view builtin_openapi_json;

namespace {

using nlohmann::json;

constexpr std::string_view kMethods[] = {"get", "put", "post", "delete", "patch"};

// References that lead in a circle end here.
constexpr int kMaxReferences = 32;

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

bool flag(const json& node, const char* key) {
  const auto it = node.find(key);
  return it != node.end() && it->is_boolean() && it->get<bool>();
}

std::string text(const json& node, const char* key) {
  const auto it = node.find(key);
  return it != node.end() && it->is_string() ? it->get<std::string>() : "";
}

// "/a/{id}" with the placeholder of a parameter that takes the rest written "{id...}".
std::string pattern_of(const ContractDocument& document, std::string pattern,
                       const std::string& pointer, const json& holder) {
  const auto parameters = holder.find("parameters");
  if (parameters == holder.end()) return pattern;
  for (std::size_t i = 0; i < parameters->size(); ++i) {
    std::string location = pointer + "/parameters/" + std::to_string(i);
    const json* const parameter = document.at(location);
    if (parameter == nullptr || !flag(*parameter, "x-rest-of-path")) continue;
    const std::string placeholder = '{' + text(*parameter, "name") + '}';
    if (const std::size_t at = pattern.find(placeholder); at != std::string::npos) {
      pattern.insert(at + placeholder.size() - 1, "...");
    }
  }
  return pattern;
}

// The part of a document at a pointer; nullptr when it has none.
const json* part_at(const json& root, const std::string& pointer) {
  try {
    const json::json_pointer location(pointer);
    return root.contains(location) ? &root.at(location) : nullptr;
  } catch (const json::exception&) {
    return nullptr;  // "~" that is followed by neither 0 nor 1, or an invalid index
  }
}

bool needs_key(const json& root, const json& operation) {
  const json& holder = operation.contains("security") ? operation : root;
  const auto security = holder.find("security");
  return security != holder.end() && security->is_array() && !security->empty();
}

}  // namespace

std::string pointer_segment(std::string_view name) {
  std::string segment = "/";
  for (const char c : name) {
    if (c == '~') {
      segment += "~0";
    } else if (c == '/') {
      segment += "~1";
    } else {
      segment += c;
    }
  }
  return segment;
}

ContractDocument::ContractDocument(std::string_view document, const std::string& where)
    : root_(std::make_unique<const json>(parse_config_json(document, where))) {
  const auto paths = root_->is_object() ? root_->find("paths") : root_->end();
  if (paths == root_->end() || !paths->is_object()) {
    throw ConfigError(where + ": must be an OpenAPI document, an object with \"paths\"");
  }
  if (const std::string problem = problem_of_references(*root_); !problem.empty()) {
    throw ConfigError(where + ": " + problem);
  }
  for (const auto& [path, item] : paths->items()) {
    const std::string item_pointer = "/paths" + pointer_segment(path);
    for (const std::string_view method : kMethods) {
      const auto node = item.find(method);
      if (node == item.end()) continue;
      const std::string pointer = item_pointer + '/' + std::string(method);
      const std::string id = text(*node, "operationId");
      if (id.empty()) throw ConfigError(where + ": " + pointer + " has no \"operationId\"");
      if (by_id(id) != nullptr) {
        throw ConfigError(where + ": " + pointer + ": the operationId \"" + id +
                          "\" appears twice");
      }
      std::string pattern = pattern_of(*this, path, item_pointer, item);
      pattern = pattern_of(*this, std::move(pattern), pointer, *node);
      if (const std::string problem = problem_of_path_pattern(pattern); !problem.empty()) {
        throw ConfigError(where + ": " + item_pointer + ' ' + problem);
      }
      // In its place before `path` is made of it, because that keeps views of it.
      operations_.push_back({.pattern = std::move(pattern)});
      Operation& operation = operations_.back();
      operation.path = PathPattern(operation.pattern);
      operation.id = id;
      operation.method = upper(method);
      operation.pointer = pointer;
      operation.source = text(*node, "x-source");
      operation.paid = text(*node, "x-cost") == "paid";
      operation.mock_only = flag(*node, "x-mock-only");
      operation.needs_key = needs_key(*root_, *node);
    }
  }
}

ContractDocument::~ContractDocument() = default;

const ContractDocument& ContractDocument::builtin() {
  static const ContractDocument document(builtin_openapi_json, "built-in contract");
  return document;
}

const Operation* ContractDocument::find(std::string_view method, std::string_view path) const {
  const std::string_view wanted = method == "HEAD" ? std::string_view("GET") : method;
  const Operation* found = nullptr;
  std::size_t fewest_placeholders = 0;
  for (const Operation& operation : operations_) {
    PathValues unused;
    if (operation.method != wanted || !operation.path.fits(path, unused)) continue;
    if (!operation.path.takes_rest()) {
      // "/predictions/delete" before "/predictions/{id}".
      const std::size_t count = operation.path.value_count();
      if (found == nullptr || found->path.takes_rest() || count < fewest_placeholders) {
        found = &operation;
        fewest_placeholders = count;
      }
    } else if (found == nullptr) {
      found = &operation;
    }
  }
  return found;
}

const Operation* ContractDocument::by_id(std::string_view id) const {
  const auto it = std::find_if(operations_.begin(), operations_.end(),
                               [&](const Operation& operation) { return operation.id == id; });
  return it == operations_.end() ? nullptr : &*it;
}

const json* ContractDocument::at(std::string& pointer) const {
  int references = 0;
  std::string_view rest = pointer;
  std::string here;
  const json* node = root_.get();
  std::string waiting;  // what followed a reference, still to be walked
  const auto follow = [&]() {
    while (node->is_object() && node->contains("$ref") && (*node)["$ref"].is_string()) {
      const std::string target = (*node)["$ref"].get<std::string>();
      if (++references > kMaxReferences || !target.starts_with("#/")) return false;
      std::string whole = target.substr(1);
      node = part_at(*root_, whole);
      if (node == nullptr) return false;
      here = std::move(whole);
    }
    return true;
  };
  if (!follow()) return nullptr;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t slash = rest.find('/');
    const std::string segment(rest.substr(0, slash));
    rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash);
    const json::json_pointer step("/" + segment);
    if (!(node->is_object() || node->is_array()) || !node->contains(step)) return nullptr;
    node = &node->at(step);
    here += '/' + segment;
    if (!follow()) return nullptr;
  }
  pointer = here;
  return node;
}

std::optional<std::string> ContractDocument::response(const Operation& operation,
                                                      int status) const {
  const std::string code = std::to_string(status);
  for (const std::string& key : {code, code.substr(0, 1) + "XX", std::string("default")}) {
    std::string pointer = operation.pointer + "/responses/" + key;
    if (at(pointer) != nullptr) return pointer;
  }
  return std::nullopt;
}

std::optional<std::string> ContractDocument::content(const std::string& holder,
                                                     std::string_view media_type) const {
  const std::string family(media_type.substr(0, media_type.find('/')));
  for (const std::string& key : {std::string(media_type), family + "/*", std::string("*/*")}) {
    std::string pointer = holder + "/content" + pointer_segment(key);
    if (at(pointer) != nullptr) return pointer;
  }
  return std::nullopt;
}

std::vector<DocumentedOutcome> ContractDocument::outcomes(const Operation& operation) const {
  std::vector<DocumentedOutcome> outcomes;
  std::string responses_pointer = operation.pointer + "/responses";
  const json* const responses = at(responses_pointer);
  if (responses == nullptr || !responses->is_object()) return outcomes;
  for (const auto& [code, unused] : responses->items()) {
    int status = 0;
    std::from_chars(code.data(), code.data() + code.size(), status);
    std::string pointer = responses_pointer + '/' + code;
    const json* const response = at(pointer);
    if (status < 100 || response == nullptr) continue;
    const std::size_t before = outcomes.size();
    const auto content = response->find("content");
    if (content != response->end()) {
      for (const auto& [type, media] : content->items()) {
        const auto examples = media.find("examples");
        if (examples == media.end()) continue;
        for (const auto& [name, example] : examples->items()) outcomes.push_back({status, name});
      }
    }
    if (outcomes.size() == before) outcomes.push_back({status, ""});
  }
  return outcomes;
}

}  // namespace wavespeed_mock

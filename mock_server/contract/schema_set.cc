#include "contract/schema_set.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;
using SchemaError = valijson::ValidationResults::Error;
using Kind = SchemaProblem::Kind;

// What the validator says of a value that only contains what is wrong.
constexpr std::string_view kFollowing[] = {"Failed to validate against schema associated with",
                                           "Failed to validate item #"};
constexpr std::string_view kMissing = "Missing required property '";
constexpr std::string_view kUnknown = "Object contains a property that could not be validated";
constexpr std::string_view kType = "Value type not permitted";
// The error of a choice contains the error of one of its alternatives, which says more.
constexpr std::string_view kChoice[] = {"Failed to validate against any schemas allowed by",
                                        "Failed to validate against any child schemas"};

// "<root>", "[data]", "[0]" as keys and indices.
ValuePath path_of(const SchemaError& error) {
  ValuePath path;
  for (std::size_t i = 1; i < error.context.size(); ++i) {
    const std::string& segment = error.context[i];
    path.push_back(segment.substr(1, segment.size() - 2));
  }
  return path;
}

// The name in apostrophes after `marker`.
std::string quoted_name(const std::string& description, std::string_view marker) {
  const std::size_t begin = description.find(marker) + marker.size();
  return description.substr(begin, description.rfind('\'') - begin);
}

std::string nearest_field(const ContractDocument& document, const std::string& holder,
                          const std::string& name) {
  std::string pointer = holder + "/properties";
  const json* const properties = document.at(pointer);
  if (properties == nullptr) return "";
  std::vector<std::string> names;
  for (const auto& [known, unused] : properties->items()) names.push_back(known);
  return did_you_mean(name, std::vector<std::string_view>(names.begin(), names.end()));
}

void erase_at(json& value, const ValuePath& path) {
  const ValuePath holder(path.begin(), path.end() - 1);
  // The copy is ours to change.
  auto* const object = const_cast<json*>(value_at(value, holder));
  if (object != nullptr && object->is_object()) object->erase(path.back());
}

}  // namespace

std::string to_text(SchemaProblem::Kind kind) {
  switch (kind) {
    case Kind::missing:
      return "missing";
    case Kind::unknown:
      return "unknown";
    case Kind::type:
      return "type";
    case Kind::value:
      break;
  }
  return "value";
}

struct SchemaSet::Compiled {
  Compiled(const ContractDocument& contract, UnknownFields unknown)
      : document(contract), prepared(prepared_schemas(contract.root(), unknown)) {}

  const valijson::Schema& schema(const std::string& pointer) {
    auto& slot = schemas[pointer];
    if (slot != nullptr) return *slot;
    std::string location = pointer;
    if (document.at(location) == nullptr) {
      schemas.erase(pointer);
      throw ConfigError("the contract has no schema " + pointer);
    }
    // References of a schema are looked up in the value that it is the root of.
    prepared["$ref"] = "#" + pointer;
    auto made = std::make_unique<valijson::Schema>();
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(prepared), *made);
    slot = std::move(made);
    return *slot;
  }

  SchemaProblem problem_of(const std::string& pointer, const json& value,
                           const SchemaError& error) const;
  std::vector<SchemaProblem> problems_of(const std::string& pointer, const json& value);

  const ContractDocument& document;
  json prepared;
  std::mutex mutex;
  std::map<std::string, std::unique_ptr<valijson::Schema>> schemas;
  // Keeps the regular expressions that it has compiled.
  valijson::Validator validator{valijson::Validator::kStrongTypes};
};

SchemaSet::SchemaSet(const ContractDocument& document, UnknownFields unknown)
    : compiled_(std::make_unique<Compiled>(document, unknown)) {}

SchemaSet::~SchemaSet() = default;

SchemaProblem SchemaSet::Compiled::problem_of(const std::string& pointer, const json& value,
                                              const SchemaError& error) const {
  SchemaProblem problem{.path = path_of(error)};
  const auto holder = schema_at(document, pointer, problem.path);
  if (error.description.starts_with(kMissing)) {
    const std::string name = quoted_name(error.description, kMissing);
    problem.kind = Kind::missing;
    problem.path.push_back(name);
    problem.schema = schema_at(document, pointer, problem.path).value_or("");
    problem.problem = "is missing; it must be " +
                      expectation(document, problem.schema.empty() ? "/" : problem.schema);
    return problem;
  }
  if (error.description.starts_with(kUnknown)) {
    const std::string name = quoted_name(error.description, "constraints: '");
    problem.kind = Kind::unknown;
    problem.schema = holder.value_or("");
    problem.problem = "is not documented" + nearest_field(document, problem.schema, name);
    problem.path.push_back(name);
    return problem;
  }
  problem.kind = error.description.starts_with(kType) ? Kind::type : Kind::value;
  problem.schema = holder.value_or("");
  const json* const part = value_at(value, problem.path);
  problem.problem = "must be " + expectation(document, holder.value_or("/")) + ", not " +
                    (part == nullptr ? "this" : json_quote(*part));
  return problem;
}

std::vector<SchemaProblem> SchemaSet::check(const std::string& pointer, const json& value) const {
  const std::lock_guard lock(compiled_->mutex);
  // The validator names one unknown field of an object: without it, it names the next.
  constexpr int kMaxUnknown = 100;
  std::vector<SchemaProblem> unknown;
  std::optional<json> rest;
  while (true) {
    auto problems = compiled_->problems_of(pointer, rest ? *rest : value);
    const auto known = std::stable_partition(
        problems.begin(), problems.end(),
        [](const SchemaProblem& problem) { return problem.kind == Kind::unknown; });
    const bool done = known == problems.begin() || unknown.size() > kMaxUnknown;
    if (!done && !rest) rest = value;
    for (auto it = problems.begin(); !done && it != known; ++it) {
      erase_at(*rest, it->path);
      unknown.push_back(std::move(*it));
    }
    if (!done) continue;
    std::move(problems.begin(), problems.end(), std::back_inserter(unknown));
    return unknown;
  }
}

std::vector<SchemaProblem> SchemaSet::Compiled::problems_of(const std::string& pointer,
                                                            const json& value) {
  valijson::ValidationResults results;
  const Adapter target(value);
  if (validator.validate(schema(pointer), target, &results)) return {};

  std::vector<SchemaProblem> problems;
  SchemaError error;
  while (results.popError(error)) {
    const auto begins = [&](std::string_view start) {
      return error.description.starts_with(start);
    };
    if (std::any_of(std::begin(kFollowing), std::end(kFollowing), begins)) continue;
    SchemaProblem problem = problem_of(pointer, value, error);
    const bool choice = std::any_of(std::begin(kChoice), std::end(kChoice), begins);
    // A choice is told as one problem, in place of what each of its schemas had against the value.
    if (choice) {
      std::erase_if(problems, [&](const SchemaProblem& other) {
        return other.path.size() >= problem.path.size() &&
               std::equal(problem.path.begin(), problem.path.end(), other.path.begin());
      });
    }
    problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace wavespeed_mock

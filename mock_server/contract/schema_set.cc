#include "contract/schema_set.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/text/json_type.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Kind = SchemaProblem::Kind;

// Deeper than any value that a reader of ours lets through.
constexpr std::size_t kMaxDepth = 100;

// In UTF-8, bytes that go on with a character begin with the bits 10.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0U) != 0x80U; }));
}

bool within(std::size_t size, const std::optional<std::size_t>& min,
            const std::optional<std::size_t>& max) {
  return size >= min.value_or(0) && (!max || size <= *max);
}

// Whether a value of the right type obeys the rule, apart from what it contains.
bool fits(const SchemaRule& rule, const json& value) {
  if (rule.constant != nullptr && value != *rule.constant) return false;
  if (rule.choices != nullptr &&
      std::find(rule.choices->begin(), rule.choices->end(), value) == rule.choices->end()) {
    return false;
  }
  if (value.is_number()) {
    // It holds each integer and each double exactly.
    const auto number = value.get<long double>();
    const auto bound = [](const json* limit) { return limit->get<long double>(); };
    return (rule.minimum == nullptr || number >= bound(rule.minimum)) &&
           (rule.maximum == nullptr || number <= bound(rule.maximum)) &&
           (rule.above == nullptr || number > bound(rule.above)) &&
           (rule.below == nullptr || number < bound(rule.below));
  }
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    const bool sized = !rule.min_length && !rule.max_length;
    return (sized || within(characters(text), rule.min_length, rule.max_length)) &&
           std::all_of(rule.patterns.begin(), rule.patterns.end(),
                       [&](const RegularExpression& each) { return each.found_in(text); });
  }
  return !value.is_array() || within(value.size(), rule.min_items, rule.max_items);
}

// Problems up to a maximum, and the number of the others.
struct Bounded {
  std::vector<SchemaProblem> kept;
  std::size_t more = 0;
};

// Walks through one value.
class Judgement {
 public:
  explicit Judgement(const ContractDocument& document) : document_(document) {}

  void judge(const SchemaRule& rule, const json& value) {
    if (rule.never || path_.size() > kMaxDepth) return add(Kind::value, rule, value);
    const bool right_type = rule.types.empty() || std::any_of(rule.types.begin(), rule.types.end(),
                                                              [&](const std::string& type) {
                                                                return is_of_json_type(value, type);
                                                              });
    if (!right_type) return add(Kind::type, rule, value);
    if (!fits(rule, value)) add(Kind::value, rule, value);
    if (!rule.one_of.empty() && fitting(rule.one_of, value) != 1) add(Kind::value, rule, value);
    if (!rule.any_of.empty() && fitting(rule.any_of, value) == 0) add(Kind::value, rule, value);
    if (value.is_object()) judge_object(rule, value);
    if (value.is_array() && rule.items != nullptr) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        path_.push_back({.index = i});
        judge(*rule.items, value[i]);
        path_.pop_back();
      }
    }
  }

  // Unknown fields first: a misspelt name explains why a field is missing.
  std::vector<SchemaProblem> problems() {
    std::vector<SchemaProblem> all = std::move(unknown_.kept);
    std::move(others_.kept.begin(), others_.kept.end(), std::back_inserter(all));
    if (const std::size_t more = unknown_.more + others_.more; more > 0) {
      all.push_back({.problem = more_like_these(more)});
    }
    return all;
  }

 private:
  // Of the value that is judged: the name of a field, or the index of an item.
  struct Step {
    const std::string* name = nullptr;
    std::size_t index = 0;
  };

  // How many of the rules a value fits.
  std::size_t fitting(const std::vector<const SchemaRule*>& rules, const json& value) const {
    return static_cast<std::size_t>(
        std::count_if(rules.begin(), rules.end(), [&](const SchemaRule* rule) {
          Judgement inner(document_);
          inner.path_ = path_;
          inner.judge(*rule, value);
          return inner.unknown_.kept.empty() && inner.others_.kept.empty();
        }));
  }

  void judge_object(const SchemaRule& rule, const json& value) {
    for (const auto& [name, field] : value.items()) {
      const auto known = rule.properties.find(name);
      path_.push_back({.name = &name});
      if (known != rule.properties.end()) {
        judge(*known->second, field);
      } else if (rule.others != nullptr) {
        judge(*rule.others, field);
      } else if (rule.closed) {
        add_unknown(rule, name);
      }
      path_.pop_back();
    }
    for (const std::string& name : rule.required) {
      if (!value.contains(name)) add_missing(rule, name);
    }
  }

  // Where there is room for one more problem; a problem that is not kept costs nothing else.
  SchemaProblem* room(Bounded& list, Kind kind) {
    if (list.kept.size() >= SchemaSet::kMaxProblems) {
      ++list.more;
      return nullptr;
    }
    SchemaProblem& problem = list.kept.emplace_back(SchemaProblem{.kind = kind});
    for (const Step& step : path_) {
      problem.path.push_back(step.name != nullptr ? *step.name : std::to_string(step.index));
    }
    return &problem;
  }

  void add(Kind kind, const SchemaRule& rule, const json& value) {
    SchemaProblem* const problem = room(others_, kind);
    if (problem == nullptr) return;
    problem->schema = rule.pointer;
    problem->problem =
        path_.size() > kMaxDepth
            ? "is nested more than " + std::to_string(kMaxDepth) + " levels deep"
            : "must be " + expectation(document_, rule.pointer) + ", not " + json_quote(value);
  }

  void add_missing(const SchemaRule& rule, const std::string& name) {
    path_.push_back({.name = &name});
    if (SchemaProblem* const problem = room(others_, Kind::missing)) {
      const auto described = rule.properties.find(name);
      if (described != rule.properties.end()) problem->schema = described->second->pointer;
      problem->problem = "is missing; it must be " +
                         expectation(document_, problem->schema.empty() ? "/" : problem->schema);
    }
    path_.pop_back();
  }

  void add_unknown(const SchemaRule& rule, const std::string& name) {
    SchemaProblem* const problem = room(unknown_, Kind::unknown);
    if (problem == nullptr) return;
    std::vector<std::string_view> known;
    for (const auto& [field, unused] : rule.properties) known.push_back(field);
    problem->schema = rule.pointer;
    problem->problem = "is not documented" + did_you_mean(name, known);
  }

  const ContractDocument& document_;
  std::vector<Step> path_;
  Bounded unknown_;
  Bounded others_;
};

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

std::string more_like_these(std::size_t count) {
  return "has " + std::to_string(count) + (count == 1 ? " more problem" : " more problems") +
         " like these";
}

struct SchemaSet::Read {
  const ContractDocument& document;
  SchemaRules rules;
  std::mutex mutex;
};

SchemaSet::SchemaSet(const ContractDocument& document, UnknownFields unknown)
    : read_(new Read{document, SchemaRules(document, unknown), {}}) {}

SchemaSet::~SchemaSet() = default;

std::vector<SchemaProblem> SchemaSet::check(const std::string& pointer, const json& value) const {
  const SchemaRule& rule = [&]() -> const SchemaRule& {
    const std::lock_guard lock(read_->mutex);
    return read_->rules.at(pointer);
  }();
  Judgement judgement(read_->document);
  judgement.judge(rule, value);
  return judgement.problems();
}

}  // namespace wavespeed_mock

// Checks inputs against the conditions of their schema, such as `if` or `not`.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "domain/models/input_check.h"
#include "domain/models/input_conditions.h"
#include "domain/models/input_words.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Kind = InputCondition::Kind;

// Every model has them.
constexpr std::array<std::string_view, 3> kControlInputs = {"enable_sync_mode",
                                                            "enable_base64_output", "webhook_url"};

bool has_field(const std::vector<InputRule>& rules, std::string_view name) {
  return std::ranges::any_of(rules, [&](const InputRule& rule) { return rule.name == name; });
}

// Whether a branch of a condition has the field.
bool is_in_condition(const RareInputRules* rare, std::string_view name) {
  if (rare == nullptr) return false;
  return std::ranges::any_of(rare->conditions, [&](const InputCondition& condition) {
    return std::ranges::any_of(condition.rules, [&](const InputRule& rule) {
      return has_field(rule.fields, name) || is_in_condition(rule.rare.get(), name);
    });
  });
}

}  // namespace

void InputCheck::check_names(const Fields& rules, const RareInputRules* rare, const json& object,
                             const std::string& prefix) {
  const InputRule* const others =
      rare == nullptr || rare->other_fields.empty() ? nullptr : &rare->other_fields.front();
  const bool refuses_all = how_.unknown == UnknownInputs::refuse && others == nullptr;
  const bool closed = how_.unknown != UnknownInputs::ignore && rare != nullptr && rare->closed;
  if (others == nullptr && !refuses_all && !closed) return;
  for (const auto& [name, value] : object.items()) {
    if (has_field(rules, name)) continue;
    if (prefix.empty() && std::ranges::find(kControlInputs, name) != kControlInputs.end()) continue;
    constexpr std::size_t kLongestName = 60;
    const std::string path = prefix + shortened(one_line(name), kLongestName);
    if (others != nullptr) {
      check(*others, value, path);
    } else if (closed || !is_in_condition(rare, name)) {
      std::vector<std::string_view> known;
      if (!how_.is_silent) {
        for (const InputRule& rule : rules) known.push_back(rule.name);
      }
      report(path, "is not an input of this model", did_you_mean(name, known));
    }
    if (is_over()) return;
  }
}

bool InputCheck::fits(const InputRule& rule, const json& value, const Fields* own,
                      bool may_lack_inputs) {
  InputCheck check({.may_lack_inputs = may_lack_inputs, .is_silent = true});
  check.fills_defaults_ = own != nullptr;
  check.check(rule, value, "", own);
  return check.count_ == 0;
}

void InputCheck::check_conditions(const RareInputRules& rare, const json& value,
                                  const std::string& path, const Fields* own) {
  if (rare.conditions.empty()) return;
  // A branch names only the fields that it says something about.
  const UnknownInputs unknown = how_.unknown;
  if (unknown == UnknownInputs::refuse) how_.unknown = UnknownInputs::as_schema;
  for (const InputCondition& condition : rare.conditions) {
    switch (condition.kind) {
      case Kind::all:
        for (const InputRule& rule : condition.rules) check(rule, value, path, own);
        break;
      case Kind::any:
      case Kind::one:
        check_alternatives(condition, value, path, own);
        break;
      case Kind::never:
        if (fits(condition.rules.front(), value, nullptr)) {
          const std::string prefix = path.empty() ? "" : path + ".";
          report("", excluded_problem(condition.rules.front(), path, prefix));
        }
        break;
      case Kind::branch:
        check_branch(condition, value, path, own);
        break;
    }
    if (is_over()) break;
  }
  how_.unknown = unknown;
}

void InputCheck::check_branch(const InputCondition& condition, const json& value,
                              const std::string& path, const Fields* own) {
  const InputRule& asked = condition.rules[0];
  const bool holds = fits(asked, value, own);
  const InputRule& branch = condition.rules[holds ? 1 : 2];
  branches_.push_back({&asked, holds, &value});
  check(branch, value, path, own);
  branches_.pop_back();
}

void InputCheck::check_alternatives(const InputCondition& condition, const json& value,
                                    const std::string& path, const Fields* own) {
  std::vector<const InputRule*> fitting;
  for (const InputRule& rule : condition.rules) {
    if (fits(rule, value, nullptr, how_.may_lack_inputs)) fitting.push_back(&rule);
  }
  const bool one_at_most = condition.kind == Kind::one && !how_.may_lack_inputs;
  if (fitting.size() == 1 || (fitting.size() > 1 && !one_at_most)) return;
  if (how_.is_silent) return report("", "");

  // The words for alternatives that only ask for fields, as most do.
  const std::string prefix = path.empty() ? "" : path + ".";
  std::vector<std::string> names;
  for (const InputRule& rule : condition.rules) {
    const bool fits_too = std::ranges::find(fitting, &rule) != fitting.end();
    if (!fitting.empty() && !fits_too) continue;
    const std::vector<std::string> asked = fields_asked_for(rule, prefix);
    if (!asked.empty()) names.push_back(list_with(asked, "and"));
  }
  const bool only_names =
      names.size() == (fitting.empty() ? condition.rules.size() : fitting.size());
  if (only_names && fitting.empty()) return report("", list_with(names, "or") + " is required");
  if (only_names) {
    return report("", names.front() + " must not be given together with " +
                          list_with({names.begin() + 1, names.end()}, "and"));
  }
  const std::string subject = path.empty() ? "the inputs" : '"' + path + '"';
  if (!fitting.empty()) {
    return report("", subject + " must be as only one alternative of \"oneOf\" describes, not as " +
                          std::to_string(fitting.size()) + " do");
  }
  constexpr std::size_t kMostShown = 3;
  std::string problems;
  for (const InputRule& rule :
       std::span(condition.rules).first(std::min(kMostShown, condition.rules.size()))) {
    InputCheck check({.may_lack_inputs = how_.may_lack_inputs});
    check.check(rule, value, path, own);
    problems += (problems.empty() ? "" : ", or ") + check.result().value_or("");
  }
  report("", problems);
}

std::string InputCheck::branch_words() const {
  std::vector<std::string> words;
  for (const Branch& branch : branches_) {
    std::string one = condition_words(*branch.condition, branch.holds, *branch.value);
    if (!one.empty()) words.push_back(std::move(one));
  }
  return words.empty() ? "" : ' ' + list_with(words, "and");
}

}  // namespace wavespeed_mock

#include "domain/faults/fault_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/text/quoting.h"
#include "base/value/conflict.h"
#include "domain/faults/fault_decision.h"
#include "domain/faults/fault_rule_reader.h"
#include "domain/faults/prompt_markers.h"
#include "domain/faults/rule_keys.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

auto find_rule(const ActiveRules& rules, std::string_view id) {
  return std::find_if(rules.begin(), rules.end(),
                      [&](const auto& rule) { return rule->id() == id; });
}

// Gives unused ids, "fault-1", "fault-2", …, to the rules that have none.
void name_rules(std::vector<ActiveRule::Content>& coming, const ActiveRules& present) {
  std::set<std::string, std::less<>> used;
  for (const auto& rule : present) used.insert(rule->id());
  for (const ActiveRule::Content& content : coming) used.insert(content.id);
  std::size_t number = 0;
  for (ActiveRule::Content& content : coming) {
    if (!content.id.empty()) continue;
    do {
      content.id = "fault-" + std::to_string(++number);
    } while (used.contains(content.id));
  }
}

ApiError no_room() {
  return conflict("there can be at most " + std::to_string(FaultRules::kMaxRules) +
                  " fault rules; delete some first");
}

void forget_counts_of(StoredAccount& account, const std::vector<std::uint64_t>& serials) {
  account.modify([&](AccountState& state) {
    for (const std::uint64_t serial : serials) state.faults.counts.erase(serial);
  });
}

// The serial numbers of the rules that were removed.
std::vector<std::uint64_t> gone(const ActiveRules& before, const ActiveRules& after) {
  std::vector<std::uint64_t> serials;
  for (const auto& rule : before) {
    if (std::find(after.begin(), after.end(), rule) == after.end()) {
      serials.push_back(rule->origin().serial);
    }
  }
  return serials;
}

// The rule of `present` that `rule` would replace without a change, or `rule` itself.
std::shared_ptr<const ActiveRule> present_or(std::shared_ptr<const ActiveRule> rule,
                                             const ActiveRules& present) {
  const auto known = find_rule(present, rule->id());
  if (known == present.end()) return rule;
  const ActiveRule& old = **known;
  const bool same = old.origin().source == rule->origin().source &&
                    old.origin().began == rule->origin().began && old.key() == rule->key() &&
                    old.to_json() == rule->to_json();
  return same ? *known : rule;
}

FaultCount count_of(const FaultState& state, const ActiveRule& rule) {
  const auto it = state.counts.find(rule.origin().serial);
  return it == state.counts.end() ? FaultCount{} : it->second;
}

}  // namespace

bool FaultRules::may_have_markers(const FaultQuestion& question) const {
  return setting_.markers && question.known_key && question.submits() &&
         wavespeed_mock::may_have_markers(question.request.body);
}

bool FaultRules::may_concern_submission(const FaultQuestion& question) const {
  return may_have_markers(question) ||
         (question.known_key && rules_of_model(question.model) != nullptr);
}

Outcome<FaultPlan> FaultRules::decide(const FaultQuestion& question, RequestTrace& trace) {
  ParsedBody body(question.request.body, question.request.body.size());
  const RequestView view{.route = question.route,
                         .method = question.request.method,
                         .path = question.path,
                         .model = question.model,
                         .headers = question.request.headers,
                         .body = body};
  std::vector<PromptMarker> markers;
  if (may_have_markers(question)) {
    auto found = read_markers(body.prompt());
    if (!found) return std::move(found.error());
    markers = *std::move(found);
  }
  const bool has_model = question.submits() && question.known_key;
  const ActiveRules* const of_model = has_model ? rules_of_model(question.model) : nullptr;
  std::shared_ptr<const ActiveRules> for_all;
  {
    const std::lock_guard lock(mutex_);
    for_all = for_all_;
  }
  FaultPlan plan;
  question.account.modify([&](AccountState& state) {
    const FaultCauses causes{.markers = markers,
                             .rules = {&state.faults.rules, for_all.get(), of_model}};
    plan = evaluate_faults(question, view, causes, setting_.store, state, trace);
  });
  return plan;
}

ActiveRule::Content FaultRules::read(const json& value, const std::string& where) const {
  return read_fault_rule(value, where, setting_.routes);
}

ActiveRule::Content FaultRules::read(const FaultRule& rule, const std::string& where) const {
  return read_fault_rule(rule, where, setting_.routes);
}

std::vector<ActiveRule::Content> FaultRules::read_list(JsonReader& in, std::string_view key) const {
  std::vector<ActiveRule::Content> rules;
  in.each(key, [&](const json& entry, const std::string& where) {
    rules.push_back(read(entry, where));
    const std::string& id = rules.back().id;
    const auto same = [&](const auto& rule) { return !id.empty() && rule.id == id; };
    if (std::count_if(rules.begin(), rules.end(), same) > 1) {
      in.fail(key, "has two rules with the id " + text_quote(id));
    }
  });
  return rules;
}

void FaultRules::edit(StoredAccount* scope, const std::function<void(ActiveRules&)>& change) {
  if (scope != nullptr) {
    scope->modify([&](AccountState& state) {
      ActiveRules rules = state.faults.rules;
      change(rules);
      for (const auto serial : gone(state.faults.rules, rules)) state.faults.counts.erase(serial);
      state.faults.rules = std::move(rules);
    });
    return;
  }
  std::shared_ptr<const ActiveRules> before;
  ActiveRules rules;
  {
    const std::lock_guard lock(mutex_);
    before = for_all_;
    rules = *before;
    change(rules);
    for_all_ = std::make_shared<const ActiveRules>(rules);
    for_all_exist_.store(!rules.empty(), std::memory_order_relaxed);
  }
  forget_counts(*before, rules);
}

void FaultRules::forget_counts(const ActiveRules& before, const ActiveRules& after) {
  const auto serials = gone(before, after);
  if (serials.empty()) return;
  setting_.store.for_each_account(
      [&](StoredAccount& account) { forget_counts_of(account, serials); });
  forget_counts_of(setting_.store.anonymous(), serials);
}

Outcome<ActiveRules> FaultRules::insert(StoredAccount* scope,
                                        std::vector<ActiveRule::Content> rules,
                                        const std::string& source, Timestamp now, Into into) {
  if (scope != nullptr) {
    if (auto problem = find_key_problem(rules, *scope, setting_.store)) return *std::move(problem);
  }
  ActiveRules added;
  std::optional<ApiError> problem;
  edit(scope, [&](ActiveRules& present) {
    ActiveRules next = present;
    if (into != Into::present) {
      std::erase_if(next, [&](const auto& rule) { return rule->origin().source == source; });
    }
    name_rules(rules, next);
    for (ActiveRule::Content& content : rules) {
      // Each is looked for among those before it, so that too many must not be tried.
      if (next.size() > kMaxRules) break;
      const auto index = find_rule(next, content.id) - next.begin();
      auto rule = std::make_shared<const ActiveRule>(
          std::move(content), ActiveRule::Origin{source, ++last_serial_, now});
      if (into == Into::update_of_source) rule = present_or(std::move(rule), present);
      added.push_back(rule);
      if (index == std::ssize(next)) next.emplace_back();
      next[static_cast<std::size_t>(index)] = std::move(rule);
    }
    if (next.size() > kMaxRules) {
      problem = no_room();
    } else {
      present = std::move(next);
    }
  });
  if (problem) return *std::move(problem);
  return added;
}

Outcome<ActiveRules> FaultRules::add(StoredAccount* scope, std::vector<ActiveRule::Content> rules,
                                     const std::string& source, Timestamp now) {
  return insert(scope, std::move(rules), source, now, Into::present);
}

Outcome<ActiveRules> FaultRules::replace_source(StoredAccount* scope,
                                                std::vector<ActiveRule::Content> rules,
                                                const std::string& source, Timestamp now) {
  return insert(scope, std::move(rules), source, now, Into::place_of_source);
}

Outcome<ActiveRules> FaultRules::update_source(StoredAccount* scope,
                                               std::vector<ActiveRule::Content> rules,
                                               const std::string& source, Timestamp now) {
  return insert(scope, std::move(rules), source, now, Into::update_of_source);
}

bool FaultRules::has_room(StoredAccount* scope, const std::vector<ActiveRule::Content>& rules,
                          const std::string& source) const {
  const ActiveRules present =
      scope == nullptr ? for_all()
                       : scope->peek([](const AccountState& state) { return state.faults.rules; });
  std::size_t others = 0;
  for (const auto& rule : present) {
    const auto same = [&](const auto& content) { return content.id == rule->id(); };
    if (rule->origin().source != source && std::none_of(rules.begin(), rules.end(), same)) ++others;
  }
  return others + rules.size() <= kMaxRules;
}

bool FaultRules::remove(StoredAccount* scope, std::string_view id) {
  return erase(scope, [&](const auto& rule) { return rule->id() == id; }) > 0;
}

std::size_t FaultRules::clear(StoredAccount* scope) {
  return erase(scope, [](const auto&) { return true; });
}

std::size_t FaultRules::erase(StoredAccount* scope, const RuleCondition& condition) {
  std::size_t count = 0;
  edit(scope, [&](ActiveRules& rules) { count = std::erase_if(rules, condition); });
  return count;
}

std::vector<FaultRules::Listed> FaultRules::list(StoredAccount* scope) const {
  std::vector<Listed> listed;
  if (scope != nullptr) {
    const ActiveRules all = for_all();
    scope->modify([&](AccountState& state) {
      for (const auto& rule : state.faults.rules) {
        listed.push_back({rule, false, count_of(state.faults, *rule)});
      }
      for (const auto& rule : all) listed.push_back({rule, true, count_of(state.faults, *rule)});
    });
    return listed;
  }
  for (const auto& rule : for_all()) listed.push_back({rule, true, {}});
  const auto add_counts = [&](StoredAccount& account) {
    account.modify([&](AccountState& state) {
      for (Listed& entry : listed) {
        const FaultCount count = count_of(state.faults, *entry.rule);
        entry.count.matched += count.matched;
        entry.count.fired += count.fired;
      }
    });
  };
  setting_.store.for_each_account(add_counts);
  add_counts(setting_.store.anonymous());
  return listed;
}

ActiveRules FaultRules::for_all() const {
  const std::lock_guard lock(mutex_);
  return *for_all_;
}

void FaultRules::restore_for_all(ActiveRules rules) {
  edit(nullptr, [&](ActiveRules& present) { present = std::move(rules); });
}

}  // namespace wavespeed_mock

// All fault rules: those for all accounts, those of each account, those of the test models.
//
// Order: markers in the prompt; the account's rules; those for all; those of the model; within each
// in the order in which they were added. Every rule that fits a request counts it, whether or not
// others fire, and all that fire happen. Counts are each account's own, also under rules for all.
//
// Filled with models' rules at start by one thread; every other function may be called from any
// thread. While there is no rule, a request pays for the look at two atomic flags; a submission for
// a look at its body and at a small table too.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "domain/faults/active_rule.h"
#include "domain/faults/fault_question.h"
#include "records/fault_plan.h"
#include "records/request_trace.h"
#include "store/store.h"

namespace wavespeed_mock {

class FaultRules {
 public:
  struct Setting {
    const Store& store;
    std::vector<std::string_view> routes;  // what a rule's `route` may name
    bool markers = true;                   // whether prompts are searched for them
  };

  // A rule with its counts: of one account, or of all together.
  struct Listed {
    std::shared_ptr<const ActiveRule> rule;
    bool for_all = false;
    FaultCount count;
  };

  // How many rules an account, or all, can have.
  static constexpr std::size_t kMaxRules = 1'000;

  // What it refers to must outlive this object.
  explicit FaultRules(Setting setting) : setting_(std::move(setting)) {}

  // Whether decide() has anything to do. `question.model` of anything but a submission is not read.
  bool may_concern(const FaultQuestion& question) const {
    return for_all_exist_.load(std::memory_order_relaxed) || question.account.has_faults() ||
           (question.submits() && may_concern_submission(question));
  }

  // The faults of this request; counts it with every rule that it fits, and notes in `trace` what
  // each rule said. 400 for a wrong marker in its prompt.
  Outcome<FaultPlan> decide(const FaultQuestion& question, RequestTrace& trace);

  // Reads one rule; `where` names it in complaints. Throws ConfigError.
  ActiveRule::Content read(const nlohmann::json& value, const std::string& where) const;
  ActiveRule::Content read(const FaultRule& rule, const std::string& where) const;
  // Reads the list that `in` has as `key`; the ids in it must differ. Throws ConfigError.
  std::vector<ActiveRule::Content> read_list(JsonReader& in, std::string_view key) const;

  // For the rest, `scope` is the account whose rules are meant; null means those for all.
  //
  // Adds rules; one with an id that is in use takes the other's place, and one without gets
  // "fault-1", "fault-2", …. All or none: 409 where there is no room. `source` says where they come
  // from: "api", "fixtures", …. Returns them as they stand now.
  Outcome<ActiveRules> add(StoredAccount* scope, std::vector<ActiveRule::Content> rules,
                           const std::string& source, Timestamp now);
  // The same, but what else is of that source goes.
  Outcome<ActiveRules> replace_source(StoredAccount* scope, std::vector<ActiveRule::Content> rules,
                                      const std::string& source, Timestamp now);
  // False when there is none.
  bool remove(StoredAccount* scope, std::string_view id);
  // Returns how many there were.
  std::size_t clear(StoredAccount* scope);
  // An account's own and behind them those for all; or, for null, only these, with the counts of
  // all accounts together.
  std::vector<Listed> list(StoredAccount* scope) const;

  // The rules for all, as a snapshot keeps them and puts them back. Those of an account are part of
  // its state.
  ActiveRules for_all() const;
  void restore_for_all(ActiveRules rules);

  // The rules that a model brings along, which are about its submissions only: a list of rules, or
  // of faults, as its fixture entry has it; null for none. Throws ConfigError.
  void set_model_rules(const std::string& model, const nlohmann::json* list,
                       const std::string& where, Timestamp now);

 private:
  bool may_concern_submission(const FaultQuestion& question) const;
  bool may_have_markers(const FaultQuestion& question) const;
  const ActiveRules* rules_of_model(std::string_view model) const;
  Outcome<ActiveRules> insert(StoredAccount* scope, std::vector<ActiveRule::Content> rules,
                              const std::string& source, Timestamp now, bool in_place_of_source);
  // Lets `change` work on the scope's rules; what it throws changes nothing.
  void edit(StoredAccount* scope, const std::function<void(ActiveRules&)>& change);
  void forget_counts(const ActiveRules& before, const ActiveRules& after);

  const Setting setting_;
  std::atomic<std::uint64_t> last_serial_ = 0;
  std::atomic<bool> for_all_exist_ = false;
  mutable std::mutex mutex_;  // guards the pointer; the list behind it never changes
  std::shared_ptr<const ActiveRules> for_all_ = std::make_shared<const ActiveRules>();
  std::map<std::string, ActiveRules, std::less<>> of_models_;
};

}  // namespace wavespeed_mock

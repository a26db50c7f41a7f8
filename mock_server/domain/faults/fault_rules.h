// All fault rules: those for all accounts, those of each account, those of the test models.
//
// Order: markers in the prompt, rules of the account, rules for all accounts, rules of the model;
// in each of these, the order in which they were added. Every rule that matches within its time
// counts the request, whether or not others fire, and all rules that fire take effect. Each account
// has its own counts, also for rules for all accounts.
//
// set_model_rules() is called at start by one thread; every other function may be called from any
// thread. While there are no rules, a request costs two reads of atomic flags; a submission also a
// search of its body and of a small table.
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
    std::vector<std::string_view> routes;  // the names that a rule's `route` may have
    bool markers = true;                   // whether prompts are searched for markers
  };

  // A rule with its counts: those of one account, or the sums of all accounts.
  struct Listed {
    std::shared_ptr<const ActiveRule> rule;
    bool for_all = false;
    FaultCount count;
  };

  // How many rules an account can have; also how many there can be for all accounts.
  static constexpr std::size_t kMaxRules = 1'000;

  // The store must outlive this object.
  explicit FaultRules(Setting setting) : setting_(std::move(setting)) {}

  // Whether decide() can find anything. Reads `question.model` of submissions only.
  bool may_concern(const FaultQuestion& question) const {
    return for_all_exist_.load(std::memory_order_relaxed) || question.account.has_faults() ||
           (question.submits() && may_concern_submission(question));
  }

  // The faults of this request. Every rule that matches within its time counts it, and `trace`
  // records the result of each rule that may concern the request. 400 for a wrong marker in its
  // prompt.
  Outcome<FaultPlan> decide(const FaultQuestion& question, RequestTrace& trace);

  // Reads one rule; `where` names it in errors. Throws ConfigError.
  ActiveRule::Content read(const nlohmann::json& value, const std::string& where) const;
  ActiveRule::Content read(const FaultRule& rule, const std::string& where) const;
  // Reads the list in the field `key`; its ids must differ. Throws ConfigError.
  std::vector<ActiveRule::Content> read_list(JsonReader& in, std::string_view key) const;

  // Below, `scope` is the account whose rules are meant; null means the rules for all accounts.
  //
  // Adds rules and returns them. A rule replaces one of the same id; a rule without an id gets
  // "fault-1", "fault-2", …. Adds all or none: 409 if there would be too many. `source` says where
  // they come from: "api", "fixtures", ….
  Outcome<ActiveRules> add(StoredAccount* scope, std::vector<ActiveRule::Content> rules,
                           const std::string& source, Timestamp now);
  // The same, but removes all other rules of that source.
  Outcome<ActiveRules> replace_source(StoredAccount* scope, std::vector<ActiveRule::Content> rules,
                                      const std::string& source, Timestamp now);
  // The same, but a rule of that source that says what the present one of its id says stays, with
  // its counts.
  Outcome<ActiveRules> update_source(StoredAccount* scope, std::vector<ActiveRule::Content> rules,
                                     const std::string& source, Timestamp now);
  // Whether replace_source() would not be 409.
  bool has_room(StoredAccount* scope, const std::vector<ActiveRule::Content>& rules,
                const std::string& source) const;
  // False if there is no such rule.
  bool remove(StoredAccount* scope, std::string_view id);
  // Removes all rules; returns how many there were.
  std::size_t clear(StoredAccount* scope);
  // The rules of the account, then those for all accounts; for null only the latter, with the sums
  // of all accounts' counts.
  std::vector<Listed> list(StoredAccount* scope) const;

  // The rules for all accounts, for snapshots. Those of an account are part of its state.
  ActiveRules for_all() const;
  void restore_for_all(ActiveRules rules);

  // Reads the rules of a model, which apply to its submissions only: `list` is a list of rules or
  // faults from its fixture entry. Throws ConfigError.
  std::vector<ActiveRule::Content> read_model_rules(const std::string& model,
                                                    const nlohmann::json& list,
                                                    const std::string& where) const;
  // Sets what read_model_rules() returned, in place of those that the model has.
  void set_model_rules(const std::string& model, std::vector<ActiveRule::Content> rules,
                       Timestamp now);

 private:
  using RuleCondition = std::function<bool(const ActiveRules::value_type& rule)>;
  bool may_concern_submission(const FaultQuestion& question) const;
  bool may_have_markers(const FaultQuestion& question) const;
  const ActiveRules* rules_of_model(std::string_view model) const;
  enum class Into { present, place_of_source, update_of_source };
  std::size_t erase(StoredAccount* scope, const RuleCondition& condition);
  Outcome<ActiveRules> insert(StoredAccount* scope, std::vector<ActiveRule::Content> rules,
                              const std::string& source, Timestamp now, Into into);
  // Calls `change` with the scope's rules. If it throws, nothing changes.
  void edit(StoredAccount* scope, const std::function<void(ActiveRules&)>& change);
  void forget_counts(const ActiveRules& before, const ActiveRules& after);

  const Setting setting_;
  std::atomic<std::uint64_t> last_serial_ = 0;
  std::atomic<bool> for_all_exist_ = false;
  mutable std::mutex mutex_;  // guards the pointer; the list that it points to never changes
  std::shared_ptr<const ActiveRules> for_all_ = std::make_shared<const ActiveRules>();
  std::map<std::string, ActiveRules, std::less<>> of_models_;
};

}  // namespace wavespeed_mock

// A fault rule that was checked, with its origin.
//
// Immutable; may be used from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/faults/fault_timing.h"
#include "domain/faults/kinds/fault.h"
#include "domain/requests/request_conditions.h"
#include "store/store.h"
#include "wavespeed_mock/fault_rule.h"

namespace wavespeed_mock {

using FaultList = std::vector<std::shared_ptr<const Fault>>;

class ActiveRule {
 public:
  // What the rule says.
  struct Content {
    std::string id{};  // "": the mock chooses one
    RequestConditions conditions{};
    std::string key{};  // in a rule for all accounts: only the account of that key
    FaultTiming timing{};
    FaultList faults{};
    bool before_commit = false;
  };
  // Where it comes from.
  struct Origin {
    std::string source{};      // "api", "fixtures", "scenario", …
    std::uint64_t serial = 0;  // identifies its counts
    Timestamp began{};         // `from` and `until` count from here
  };

  ActiveRule(Content content, Origin origin);

  // Read and check a rule; both forms have the same checks. `routes`: the names that `route` may
  // have; `where` names the rule in errors. Throw ConfigError.
  static Content read(const nlohmann::json& value, const std::string& where,
                      std::span<const std::string_view> routes);
  static Content read(const FaultRule& rule, const std::string& where,
                      std::span<const std::string_view> routes);

  const std::string& id() const { return content_.id; }
  const RequestConditions& conditions() const { return content_.conditions; }
  const FaultTiming& timing() const { return content_.timing; }
  const FaultList& faults() const { return content_.faults; }
  bool before_commit() const { return content_.before_commit; }
  const Origin& origin() const { return origin_; }
  // Of the id; selects the random draws of the rule.
  std::uint64_t hash() const { return hash_; }

  // Whether the rule concerns the request: the cheap conditions and the account match.
  bool applies_to(const RequestView& request, const StoredAccount& account,
                  const Store& store) const {
    return content_.conditions.concerns(request) &&
           (content_.key.empty() || store.find_account(content_.key) == &account);
  }

  // As read() takes it, but with the key hidden.
  nlohmann::ordered_json to_json() const;

 private:
  const Content content_;
  const Origin origin_;
  const std::uint64_t hash_;
};

using ActiveRules = std::vector<std::shared_ptr<const ActiveRule>>;

// Whether the faults fire before the request is carried out. `commit` is "before", "after", or ""
// for the default: before if a fault takes the answer and none is about a task. Throws ConfigError
// for a "before" that leaves the faults nothing to act on.
bool is_before_commit(const FaultList& faults, std::string_view commit, const std::string& where);

// "task_failed, delay"
std::string names_of(const FaultList& faults);

// A hash that is the same on every machine.
std::uint64_t fault_hash(std::string_view text);

}  // namespace wavespeed_mock

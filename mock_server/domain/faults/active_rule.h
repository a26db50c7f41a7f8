// A fault rule that was checked (fault_rule_reader.h), with its origin. Whether it fires for a
// request is decided in fault_decision.cc.
//
// Immutable; may be used from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/timestamp.h"
#include "domain/faults/fault_timing.h"
#include "domain/faults/kinds/fault.h"
#include "domain/requests/request_conditions.h"

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

  const std::string& id() const { return content_.id; }
  // "" unless the rule is only for the account of that key.
  const std::string& key() const { return content_.key; }
  const RequestConditions& conditions() const { return content_.conditions; }
  const FaultTiming& timing() const { return content_.timing; }
  const FaultList& faults() const { return content_.faults; }
  bool before_commit() const { return content_.before_commit; }
  const Origin& origin() const { return origin_; }
  // Of the id; selects the random draws of the rule.
  std::uint64_t hash() const { return hash_; }

  // As read_fault_rule() takes it, but with the key hidden.
  nlohmann::ordered_json to_json() const;

 private:
  const Content content_;
  const Origin origin_;
  const std::uint64_t hash_;
};

using ActiveRules = std::vector<std::shared_ptr<const ActiveRule>>;

// "task_failed, delay"
std::string names_of(const FaultList& faults);

// A hash that is the same on every machine.
std::uint64_t fault_hash(std::string_view text);

}  // namespace wavespeed_mock

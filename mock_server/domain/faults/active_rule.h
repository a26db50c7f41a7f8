// A fault rule in force: which faults happen to which requests, when, before or after the request
// is carried out.
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
  // What its author says.
  struct Content {
    std::string id{};  // "": the mock gives it one
    RequestConditions conditions{};
    std::string key{};  // of a rule for all: applies to the account of that key only
    FaultTiming timing{};
    FaultList faults{};
    bool before_commit = false;
  };
  // What the mock knows of it.
  struct Origin {
    std::string source{};      // "api", "fixtures", "scenario", …
    std::uint64_t serial = 0;  // tells its counts from those of every other rule
    Timestamp began{};         // `from` and `until` count from here
  };

  ActiveRule(Content content, Origin origin);

  // Both forms of a rule are checked alike. `routes`: the names that `route` may have; `where`
  // names the rule in errors. Throws ConfigError.
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
  // For draws: the same for the same id.
  std::uint64_t hash() const { return hash_; }

  // Whether the rule concerns such a request of that account at all.
  bool applies_to(const RequestView& request, const StoredAccount& account,
                  const Store& store) const {
    return content_.conditions.concerns(request) &&
           (content_.key.empty() || store.find_account(content_.key) == &account);
  }

  // As read() takes it; its key is hidden.
  nlohmann::ordered_json to_json() const;

 private:
  const Content content_;
  const Origin origin_;
  const std::uint64_t hash_;
};

using ActiveRules = std::vector<std::shared_ptr<const ActiveRule>>;

// Whether the faults happen before the request is carried out. `commit` is "before", "after", or ""
// for the default: before where a fault takes the answer and none needs a task. Throws ConfigError
// where "before" would leave a fault without anything to act on.
bool is_before_commit(const FaultList& faults, std::string_view commit, const std::string& where);

// "task_failed, delay"
std::string names_of(const FaultList& faults);

// The same for the same text, on every machine.
std::uint64_t fault_hash(std::string_view text);

}  // namespace wavespeed_mock

// A fault rule: its faults, the requests that it applies to, when it fires, whether before or after
// the request is carried out.
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

#include "domain/faults/fault_matcher.h"
#include "domain/faults/fault_timing.h"
#include "domain/faults/kinds/fault.h"

namespace wavespeed_mock {

using FaultList = std::vector<std::shared_ptr<const Fault>>;

// Reads the fields `fault` (one) or `faults` (a list) of a rule. Throws ConfigError.
FaultList load_faults(JsonReader& in);

// The value of `commit`: true for "before", false for "after". Absent, it is "before" where a fault
// takes the answer, and where that leaves nothing undone. Throws ConfigError where "before" would
// leave a fault without anything to act on.
bool load_before_commit(JsonReader& in, const FaultList& faults);

class FaultRule {
 public:
  // What its JSON says.
  struct Content {
    std::string id{};  // "": the mock gives it one
    FaultMatcher matcher{};
    FaultTiming timing{};
    FaultList faults{};
    bool before_commit = false;
  };
  // Where it stands among the others.
  struct Place {
    std::string source{};      // "api", "fixtures", "scenario", …
    std::uint64_t serial = 0;  // tells its counts from those of every other rule
    Timestamp began{};         // `from` and `until` count from here
  };

  FaultRule(Content content, Place place);

  // `routes`: the names that `route` may have; `where` names the rule in complaints. Throws
  // ConfigError.
  static Content load(const nlohmann::json& value, const std::string& where,
                      std::span<const std::string_view> routes);

  const std::string& id() const { return content_.id; }
  const FaultMatcher& matcher() const { return content_.matcher; }
  const FaultTiming& timing() const { return content_.timing; }
  const FaultList& faults() const { return content_.faults; }
  bool before_commit() const { return content_.before_commit; }
  const Place& place() const { return place_; }
  // For draws: the same for the same id.
  std::uint64_t hash() const { return hash_; }

  // As load() reads it; its key is hidden.
  nlohmann::ordered_json to_json() const;

 private:
  const Content content_;
  const Place place_;
  const std::uint64_t hash_;
};

// "task_failed, delay"
std::string names_of(const FaultList& faults);

// The same for the same text, on every machine.
std::uint64_t fault_hash(std::string_view text);

}  // namespace wavespeed_mock

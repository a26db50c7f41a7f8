// Reads a fault rule, in its JSON or its C++ form, with the same checks for both. Whether a rule
// fires for a request is decided in fault_decision.h.
//
// Functions only; may be called from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "domain/faults/active_rule.h"
#include "wavespeed_mock/fault_rule.h"

namespace wavespeed_mock {

// `routes`: the names that `route` may have; `where` names the rule in errors. Throw ConfigError.
ActiveRule::Content read_fault_rule(const nlohmann::json& value, const std::string& where,
                                    std::span<const std::string_view> routes);
ActiveRule::Content read_fault_rule(const FaultRule& rule, const std::string& where,
                                    std::span<const std::string_view> routes);

// Whether the faults fire before the request is carried out. `commit` is "before", "after", or ""
// for the default: before if a fault takes the answer and none is about a task. Throws ConfigError
// for a "before" that leaves the faults nothing to act on.
bool is_before_commit(const FaultList& faults, std::string_view commit, const std::string& where);

}  // namespace wavespeed_mock

// One operation before the load, so that what is wrong with the target, the key or the model is
// said in words, once, instead of being counted a million times.
//
// Functions only; may be called from several threads.
#pragma once

#include <string>
#include <vector>

#include "load_generator/plan.h"

namespace wavespeed_mock::load {

// The addresses of the target's host, best first. Throws ConfigError when the target is not a URL
// of plain http, and when its name is not known.
std::vector<std::string> addresses_of(const std::string& target);

// They are all this machine's.
bool is_this_machine(const std::vector<std::string>& addresses);

// Does one operation of `plan`, without waiting for a task to end. Returns the id of the task that
// `poll` is to ask for: the plan's, or the one that it has submitted; empty for other scenarios.
// Throws ConfigError when it did not go as it should, unless the plan allows the status.
std::string try_operation(const Plan& plan);

}  // namespace wavespeed_mock::load

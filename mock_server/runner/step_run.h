// Runs one step of a case on a target: the request, once or until its answer is the one that is
// waited for; what the answer has to be; what is kept of it.
//
// Functions only; one thread at a time for each target.
#pragma once

#include <string>

#include "contract/contract_check.h"
#include "runner/contract_case.h"
#include "runner/variables.h"

namespace wavespeed_mock {

// Never throws for what a target answers, or that it does not.
ContractStepResult run_step(const ContractStep& step, std::size_t number, ContractTarget& target,
                            const ContractCheck& check, Variables& variables);

// `text` without the target's key, which must not appear in a report.
std::string without_key(std::string_view text, const ContractTarget& target);

}  // namespace wavespeed_mock

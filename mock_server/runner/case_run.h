// Runs one case on a target, step by step until one fails.
//
// Functions only; one thread at a time for each target.
#pragma once

#include "runner/contract_case.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

// Throws ConfigError when the case's mock cannot be made.
ContractCaseResult run_case(const ContractCase& one, ContractTarget& target);

// The result of a case that was not run.
ContractCaseResult skipped_case(const ContractCase& one, std::string reason);

}  // namespace wavespeed_mock

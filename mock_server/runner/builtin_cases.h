// The cases from which a run chooses: the built-in ones together with those that a user names.
//
// Functions only; may be called from several threads.
#pragma once

#include <vector>

#include "runner/contract_case.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

// contracts/cases as they were when the library was built; read at the first call.
const std::vector<ContractCase>& builtin_contract_cases();

// All cases of `options` whose names fit its filter. Throws ConfigError when a file is wrong, and
// when no name fits.
std::vector<ContractCase> chosen_cases(const ContractOptions& options);

}  // namespace wavespeed_mock

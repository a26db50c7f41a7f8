// The command `wavespeed-mock contract`: runs the cases of the contract. It ends with a report.
#pragma once

#include "cli/arguments/command.h"
#include "cli/contract_settings.h"

namespace wavespeed_mock::cli {

// Returns the exit code: 0 the contract is kept, 1 it is broken or something has drifted, 2 no case
// could run. Throws ConfigError when an option or a case is wrong, when a live target
// cannot be reached, and when the report cannot be written.
int run_contract_command(const ContractSettings& settings);

// Its row in the table of commands.
Command contract_command();

}  // namespace wavespeed_mock::cli

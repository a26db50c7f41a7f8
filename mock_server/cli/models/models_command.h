// The command `models`: looks at catalogues of models, compares them, fetches the service's own.
#pragma once

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

Command models_command();

}  // namespace wavespeed_mock::cli

// The pages of `wavespeed-mock models` about models that a mock knows: `list`, `show`, `price`.
//
// Functions without state; used by one thread. Each prints to stdout and returns the exit code, and
// throws ConfigError for wrong arguments and files.
#pragma once

#include "cli/models/models_settings.h"

namespace wavespeed_mock::cli {

// Operands: a text that ids, types or descriptions contain, in any case; none lists all.
int list_models(const ModelsSettings& settings);

// Operand: an id.
int show_model(const ModelsSettings& settings);

// Operands: an id; inputs as a JSON object, which may leave out what a submission requires.
int price_task(const ModelsSettings& settings);

}  // namespace wavespeed_mock::cli

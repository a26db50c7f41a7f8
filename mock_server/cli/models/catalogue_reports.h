// The parts of `wavespeed-mock models` that work on catalogue files, which have the answer of
// GET /api/v3/models: `diff`, `check`, `reduce`.
//
// Functions without state; used by one thread. Each returns the exit code, and throws ConfigError
// for a file that cannot be read or written, or is not one.
#pragma once

#include "cli/models/models_settings.h"

namespace wavespeed_mock::cli {

// Operands: two files. Prints the differences to stdout; returns 1 when there are some.
int compare_catalogues(const ModelsSettings& settings);

// Operands: files. Prints what is odd in them to stdout; returns 1 when something is.
int check_catalogues(const ModelsSettings& settings);

// Operand: a file. Writes the facts of its models to the file of the option `out`, one a line in
// the form of fixtures/catalogue.jsonl.
int reduce_catalogue(const ModelsSettings& settings);

}  // namespace wavespeed_mock::cli

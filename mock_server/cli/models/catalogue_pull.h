// Fetches the catalogue of an API: `wavespeed-mock models pull`.
#pragma once

#include "cli/models/models_settings.h"

namespace wavespeed_mock::cli {

// Sends GET /api/v3/models, which costs nothing, and writes the answer to the file of the option
// `out`. The file changes only when the whole answer is there and has models. Throws ConfigError
// otherwise.
int pull_catalogue(const ModelsSettings& settings);

}  // namespace wavespeed_mock::cli

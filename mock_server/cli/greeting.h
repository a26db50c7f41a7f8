// What `serve` prints on stdout when it listens.
#pragma once

#include <string>
#include <vector>

#include "cli/settings.h"
#include "wavespeed_mock/loaded_catalogue.h"

namespace wavespeed_mock::cli {

// The address with the settings that change answers, what to paste into a terminal and into a
// client, and how to stop the server; `url` is "http://127.0.0.1:8787". Counts what the
// `catalogues` that the server has read hold. Ends in a line break. Has no secret.
std::string greeting(const Settings& settings, const std::string& url,
                     const std::vector<LoadedCatalogue>& catalogues = {});

}  // namespace wavespeed_mock::cli

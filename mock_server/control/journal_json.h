// Journal records as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "wavespeed_mock/journal.h"

namespace wavespeed_mock {

nlohmann::ordered_json to_json(const JournalRecord& record);
nlohmann::ordered_json to_json(const Verification& verification);

}  // namespace wavespeed_mock

// Reads one entry of a fixture's "models" list.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "records/model.h"

namespace wavespeed_mock {

// All but its "faults". Throws ConfigError naming `where`, the model and the field.
Model load_model(const nlohmann::json& entry, const std::string& where);

}  // namespace wavespeed_mock

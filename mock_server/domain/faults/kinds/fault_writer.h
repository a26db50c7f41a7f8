// Writes the fields of a fault as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/faults/kinds/fault.h"

namespace wavespeed_mock {

// Adds the fields to the object `out` as read_fault_fields() reads them; without optional fields
// that have no value.
void write_fault_fields(const Fault& fault, nlohmann::ordered_json& out);

}  // namespace wavespeed_mock

// Describes the fields of a fault: their types, ranges, defaults, meanings.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/faults/kinds/fault.h"

namespace wavespeed_mock {

// The `properties` of a JSON schema. The defaults are the values that the fault has.
nlohmann::ordered_json describe_fault_fields(Fault& fault);

}  // namespace wavespeed_mock

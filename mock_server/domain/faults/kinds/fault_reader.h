// Reads the fields of a fault from JSON.
#pragma once

#include "base/text/json_reader.h"
#include "domain/faults/kinds/fault.h"

namespace wavespeed_mock {

// Fields that are absent keep their values. Throws ConfigError for a wrong field.
void read_fault_fields(Fault& fault, JsonReader& in);

}  // namespace wavespeed_mock

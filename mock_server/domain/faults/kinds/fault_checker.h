// Checks the fields of a fault that was made from typed settings.
#pragma once

#include <string>

#include "domain/faults/kinds/fault.h"

namespace wavespeed_mock {

// Throws ConfigError, as the reader of JSON does, for a field that is out of its range; `where`
// names the fault.
void check_fault_fields(Fault& fault, const std::string& where);

}  // namespace wavespeed_mock

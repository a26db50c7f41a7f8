// Checks the fields of a fault that was made from typed settings.
#pragma once

#include <string>

#include "domain/faults/kinds/fault.h"

namespace wavespeed_mock {

// Throws the ConfigError that the same field would cause in JSON. `where` names the fault in
// errors.
void check_fault_fields(Fault& fault, const std::string& where);

}  // namespace wavespeed_mock

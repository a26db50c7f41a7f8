// Mock's functions for fault rules.
#include "app/mock_parts.h"

namespace wavespeed_mock {

std::string Mock::add_fault(std::string_view, std::string_view) {
  throw ConfigError("fault rules are not built yet");
}

bool Mock::remove_fault(std::string_view, std::string_view) {
  return false;
}

void Mock::clear_faults(std::string_view) {}

}  // namespace wavespeed_mock

// Mock's functions for metrics.
#include "app/mock_parts.h"

namespace wavespeed_mock {

std::string Mock::metrics() const {
  return "";
}

}  // namespace wavespeed_mock

// Mock's functions for metrics.
#include "app/mock_parts.h"
#include "control/metrics.h"

namespace wavespeed_mock {

std::string Mock::metrics() const {
  return metrics_text(parts_->world.services());
}

}  // namespace wavespeed_mock

// Mock's functions for metrics.
#include "app/mock_impl.h"
#include "control/metrics.h"

namespace wavespeed_mock {

std::string Mock::metrics() const {
  return metrics_text(parts_->core.services());
}

}  // namespace wavespeed_mock

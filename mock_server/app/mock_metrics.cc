// Mock's functions for metrics.
#include "app/mock_impl.h"
#include "control/metrics.h"

namespace wavespeed_mock {

std::string Mock::metrics() const {
  return metrics_text(impl_->core.control());
}

}  // namespace wavespeed_mock

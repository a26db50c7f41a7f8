// What the endpoints work with: one set for each mock, alive as long as it.
#pragma once

#include <cstdint>

#include "domain/catalogue.h"
#include "domain/run_time.h"
#include "domain/webhooks.h"
#include "store/store.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

struct Services {
  Store& store;
  const Catalogue& catalogue;
  const LatencyPolicy& latency;
  Webhooks& webhooks;
  OverLimit over_limit = OverLimit::as_tier;
  bool limit_results = false;
  bool webhook_private = false;
  bool webhook_refund = false;
};

}  // namespace wavespeed_mock

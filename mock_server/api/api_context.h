// What the endpoints of the service work with: one for each mock, alive as long as it.
//
// Every function of what it refers to may be called from any thread, unless that says otherwise.
#pragma once

#include "domain/models/catalogue.h"
#include "domain/models/guessed_models.h"
#include "domain/models/run_time.h"
#include "domain/tasks/sync_wait.h"
#include "domain/uploads/uploads.h"
#include "domain/webhooks/webhook_queue.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

class ModelList;

// The options that decide how endpoints answer.
struct ApiRules {
  OverLimit over_limit = OverLimit::as_tier;
  bool limit_results = false;
  SyncWait sync_wait;
  double media_seconds = 0;  // of a media input whose duration is not known
  Duration retention{};      // how long tasks and their outputs are kept
  UnknownInputs unknown_inputs = UnknownInputs::as_schema;
  bool webhook_private = false;
  bool webhook_refund = false;
  OutputNames output_names = OutputNames::stable;
};

struct ApiContext {
  Store& store;
  const Catalogue& catalogue;
  const GuessedModels* guessed_models = nullptr;  // null where unknown models are refused
  const LatencyPolicy& latency;
  const Uploads& uploads;
  WebhookQueue& webhooks;
  const ModelList& model_list;
  Clock& clock;
  const ApiRules rules;
};

}  // namespace wavespeed_mock

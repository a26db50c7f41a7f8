// What the endpoints work with: one set for each mock, alive as long as it.
#pragma once

#include <cstdint>

#include "domain/models/catalogue.h"
#include "domain/models/run_time.h"
#include "domain/tasks/sync_wait.h"
#include "domain/uploads/uploads.h"
#include "domain/webhooks/webhook_queue.h"
#include "store/store.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

class Accounts;
class FaultRules;
class ScenarioRunner;
class StoredAccount;
class ClientReports;
class Coupons;
class Journal;
class ModelList;
class Resets;
class SnapshotStore;
class Snapshots;
class RequestMetrics;

struct Services {
  Store& store;
  const Catalogue& catalogue;
  const LatencyPolicy& latency;
  const Uploads& uploads;
  WebhookQueue& webhooks;
  const ModelList& model_list;
  OverLimit over_limit = OverLimit::as_tier;
  bool limit_results = false;
  SyncWait sync_wait;
  Duration retention;  // how long tasks and their outputs are kept
  bool webhook_private = false;
  bool webhook_refund = false;
  Clock& clock;
  // For the control plane.
  Accounts* accounts = nullptr;
  Coupons* coupons = nullptr;
  const RequestMetrics* traffic = nullptr;
  FaultRules* fault_rules = nullptr;
  Journal* journal = nullptr;
  ScenarioRunner* scenarios = nullptr;
  StoredAccount* nobody = nullptr;          // stands for requests without a known key
  ClientReports* client_reports = nullptr;  // null: requests are not held against the contract
  const Snapshots* snapshots = nullptr;
  const Resets* resets = nullptr;
  SnapshotStore* snapshot_store = nullptr;
};

}  // namespace wavespeed_mock

// What the endpoints work with: one set for each mock, alive as long as it.
#pragma once

#include <cstdint>

#include "domain/catalogue.h"
#include "domain/run_time.h"
#include "domain/sync_wait.h"
#include "domain/uploads.h"
#include "domain/webhooks.h"
#include "store/store.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

class Accounts;
class FaultRules;
class ScenarioRunner;
class AccountCell;
class ClientReports;
class Coupons;
class JournalBook;
class ModelList;
class Resets;
class SnapshotShelf;
class Snapshots;
class Traffic;

struct Services {
  Store& store;
  const Catalogue& catalogue;
  const LatencyPolicy& latency;
  const Uploads& uploads;
  Webhooks& webhooks;
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
  const Traffic* traffic = nullptr;
  FaultRules* fault_rules = nullptr;
  JournalBook* journal = nullptr;
  ScenarioRunner* scenarios = nullptr;
  AccountCell* nobody = nullptr;            // stands for requests without a known key
  ClientReports* client_reports = nullptr;  // null: requests are not held against the contract
  const Snapshots* snapshots = nullptr;
  const Resets* resets = nullptr;
  SnapshotShelf* snapshot_shelf = nullptr;
};

}  // namespace wavespeed_mock

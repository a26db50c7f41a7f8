// What the endpoints of the control plane work with: one for each mock, alive as long as it.
//
// Every function of what it refers to may be called from any thread, unless that says otherwise.
#pragma once

#include "domain/webhooks/webhook_queue.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

class Accounts;
class ClientReports;
class Coupons;
class FaultRules;
class Journal;
class RequestMetrics;
class Resets;
class ScenarioRunner;
class SnapshotStore;
class Snapshots;

struct ControlContext {
  Store& store;
  Accounts& accounts;
  Coupons& coupons;
  FaultRules& fault_rules;
  Journal& journal;
  WebhookQueue& webhooks;
  Clock& clock;
  const RequestMetrics& request_metrics;
  ClientReports& client_reports;
  ScenarioRunner& scenarios;
  const Snapshots& snapshots;
  SnapshotStore& snapshot_store;
  const Resets& resets;
  const Duration retention;  // how long tasks and their outputs are kept
  const bool strict;         // whether requests are checked against the contract
};

}  // namespace wavespeed_mock

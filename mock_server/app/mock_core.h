// Everything one mock is made of, built from its options: the clock, the state, the data.
//
// Owned by Mock. After construction every function may be called from any thread.
#pragma once

#include <memory>
#include <optional>

#include "api/api_context.h"
#include "api/model_list.h"
#include "app/client_contract.h"
#include "app/control_access.h"
#include "app/fixtures.h"
#include "contract/client_reports.h"
#include "contract/transcript/replay.h"
#include "control/control_context.h"
#include "domain/accounts/accounts.h"
#include "domain/billing/coupons.h"
#include "domain/faults/fault_rules.h"
#include "domain/journal/journal.h"
#include "domain/metrics/request_metrics.h"
#include "domain/models/run_time.h"
#include "domain/scenarios/scenario_runner.h"
#include "domain/scenarios/scenarios.h"
#include "domain/state/resets.h"
#include "domain/state/snapshot_store.h"
#include "domain/state/snapshots.h"
#include "domain/state/state_kinds.h"
#include "domain/uploads/uploads.h"
#include "domain/webhooks/webhook_queue.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

class MockCore {
 public:
  // Throws ConfigError when an option or a fixture is wrong; what is wrong in fixtures goes to
  // `on_fixture_problem` if there is one, and is left out.
  explicit MockCore(const Options& options, const ProblemSink& on_fixture_problem = {});
  MockCore(const MockCore&) = delete;
  MockCore& operator=(const MockCore&) = delete;

  // What handlers get.
  const ApiContext& api() const { return api_; }
  const ControlContext& control() const { return control_; }

  Clock& clock() const { return *clock_; }
  Store& store() const { return *store_; }
  const Catalogue& catalogue() const { return fixtures_.catalogue(); }
  const Fixtures& fixtures() const { return fixtures_; }
  Accounts& accounts() { return accounts_; }
  // Null unless the mock is strict.
  const ClientContract* client_contract() const { return client_contract_.get(); }
  // Null unless the mock answers from a transcript.
  Replay* replay() const { return replay_.get(); }
  bool waits_as_recorded() const { return waits_as_recorded_; }

  RequestMetrics& request_metrics() { return request_metrics_; }
  FaultRules& fault_rules() { return fault_rules_; }
  const ControlAccess& control_access() const { return control_access_; }
  Journal& journal() { return journal_; }

  // How long to hold back the answer to the account's request of that number, by the option
  // `api_latency`.
  Duration api_delay(const StoredAccount& account, std::uint64_t number) const;

 private:
  // What a reset goes back to: everything, with the accounts of the fixtures opened and the
  // scenario of the options started.
  Snapshot begin(const Options& options);

  // Each refers to those before it only.
  const std::shared_ptr<Clock> clock_;
  const std::unique_ptr<BlobStore> blobs_;
  const std::unique_ptr<Store> store_;
  const LatencyPolicy latency_;
  const std::optional<Distribution> api_latency_;
  const ControlAccess control_access_;
  const Uploads uploads_;
  WebhookQueue webhooks_;
  RequestMetrics request_metrics_;
  Journal journal_;
  FaultRules fault_rules_;
  Coupons coupons_;
  Fixtures fixtures_;
  Accounts accounts_;
  const std::unique_ptr<const GuessedModels> guessed_models_;  // null where they are refused
  const ModelList model_list_;
  ClientReports client_reports_;
  RunningScenarios running_scenarios_;
  const std::unique_ptr<Replay> replay_;  // null unless there is a transcript
  const StateKinds state_kinds_;
  const Snapshots snapshots_;
  Scenarios scenarios_;
  ScenarioRunner scenario_runner_;
  const Resets resets_;
  SnapshotStore snapshot_store_;
  const std::unique_ptr<ClientContract> client_contract_;  // null unless strict
  const bool waits_as_recorded_;
  const ApiContext api_;
  const ControlContext control_;
};

}  // namespace wavespeed_mock

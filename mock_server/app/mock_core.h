// Everything one mock is made of, built from its options: the clock, the state, and the data.
//
// Owned by Mock. After construction every function may be called from any thread.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "api/model_list.h"
#include "api/services.h"
#include "app/client_contract.h"
#include "app/control_access.h"
#include "contract/client_reports.h"
#include "contract/transcript/replay.h"
#include "domain/accounts/accounts.h"
#include "domain/accounts/tiers.h"
#include "domain/billing/coupons.h"
#include "domain/faults/fault_rules.h"
#include "domain/journal/journal.h"
#include "domain/metrics/request_metrics.h"
#include "domain/models/catalogue.h"
#include "domain/models/run_time.h"
#include "domain/scenarios/resets.h"
#include "domain/scenarios/scenario_runner.h"
#include "domain/scenarios/scenarios.h"
#include "domain/scenarios/snapshot_store.h"
#include "domain/scenarios/snapshots.h"
#include "domain/uploads/uploads.h"
#include "domain/webhooks/webhook_queue.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

class MockCore {
 public:
  // Throws ConfigError when an option or a fixture is wrong.
  explicit MockCore(const Options& options);
  MockCore(const MockCore&) = delete;
  MockCore& operator=(const MockCore&) = delete;

  Clock& clock() const { return *clock_; }
  Accounts& accounts() { return *accounts_; }
  const Services& services() const { return services_; }
  // Null unless the mock is strict.
  const ClientContract* client_contract() const { return client_contract_.get(); }
  // Null unless the mock answers from a transcript.
  Replay* replay() const { return replay_.get(); }
  bool waits_as_recorded() const { return waits_as_recorded_; }

  RequestMetrics& request_metrics() { return request_metrics_; }
  FaultRules& fault_rules() { return fault_rules_; }
  const ControlAccess& control_access() const { return control_access_; }
  Journal& journal() { return journal_; }
  // Stands for requests without a known key: they have a journal and draws too.
  StoredAccount& nobody() { return nobody_; }
  // The account whose task or upload has that id, as text; null when there is none.
  StoredAccount* owner_of(std::string_view id) const;

  // How long to hold back the answer to the account's request of that number, by the option
  // `api_latency`.
  Duration api_delay(const StoredAccount& account, std::uint64_t number) const;

 private:
  void load(const Options& options);
  void start_scenario(const Options& options);
  // To be called last, when all is as it is at the start.
  void remember_start();
  void load_coupon(const nlohmann::json& entry, const std::string& where);
  void load_model_with_faults(const nlohmann::json& entry, const std::string& where);

  std::shared_ptr<Clock> clock_;
  std::unique_ptr<BlobStore> blobs_;
  std::unique_ptr<Store> store_;
  Catalogue catalogue_;
  Tiers tiers_;
  LatencyPolicy latency_;
  Uploads uploads_;
  std::optional<Distribution> api_latency_;
  WebhookQueue webhooks_;
  RequestMetrics request_metrics_;
  const ControlAccess control_access_;
  StoredAccount nobody_;
  Journal journal_;
  FaultRules fault_rules_;
  Coupons coupons_;
  std::unique_ptr<Accounts> accounts_;
  ModelList model_list_;
  ClientReports client_reports_;
  std::unique_ptr<ClientContract> client_contract_;  // null unless strict
  std::unique_ptr<Replay> replay_;                   // null unless there is a transcript
  bool waits_as_recorded_ = false;
  std::unique_ptr<Snapshots> snapshots_;
  std::unique_ptr<Scenarios> scenarios_;
  std::unique_ptr<ScenarioRunner> scenario_runner_;
  std::unique_ptr<Resets> resets_;
  SnapshotStore snapshot_shelf_;
  Services services_;
};

}  // namespace wavespeed_mock

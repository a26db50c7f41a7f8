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
#include "contract/replay.h"
#include "domain/accounts.h"
#include "domain/catalogue.h"
#include "domain/coupons.h"
#include "domain/fault_rules.h"
#include "domain/journal_book.h"
#include "domain/resets.h"
#include "domain/run_time.h"
#include "domain/scenario_runner.h"
#include "domain/scenarios.h"
#include "domain/snapshot_shelf.h"
#include "domain/snapshots.h"
#include "domain/tiers.h"
#include "domain/traffic.h"
#include "domain/uploads.h"
#include "domain/webhooks.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

class World {
 public:
  // Throws ConfigError when an option or a fixture is wrong.
  explicit World(const Options& options);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  Clock& clock() const { return *clock_; }
  Accounts& accounts() { return *accounts_; }
  const Services& services() const { return services_; }
  // Null unless the mock is strict.
  const ClientContract* client_contract() const { return client_contract_.get(); }
  // Null unless the mock answers from a transcript.
  Replay* replay() const { return replay_.get(); }
  bool waits_as_recorded() const { return waits_as_recorded_; }

  Traffic& traffic() { return traffic_; }
  FaultRules& fault_rules() { return fault_rules_; }
  const ControlAccess& control_access() const { return control_access_; }
  JournalBook& journal() { return journal_; }
  // Stands for requests without a known key: they have a journal and draws too.
  AccountCell& nobody() { return nobody_; }
  // The account whose task or upload has that id, as text; null when there is none.
  AccountCell* owner_of(std::string_view id) const;

  // How long to hold back the answer to the account's request of that number, by the option
  // `api_latency`.
  Duration api_delay(const AccountCell& account, std::uint64_t number) const;

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
  Webhooks webhooks_;
  Traffic traffic_;
  const ControlAccess control_access_;
  AccountCell nobody_;
  JournalBook journal_;
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
  SnapshotShelf snapshot_shelf_;
  Services services_;
};

}  // namespace wavespeed_mock

// Every kind of state of one mock, for snapshots, resets or scenarios to loop over.
//
// One for each mock; may be used from any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "contract/client_reports.h"
#include "contract/transcript/replay.h"
#include "domain/accounts/accounts.h"
#include "domain/billing/coupons.h"
#include "domain/faults/fault_rules.h"
#include "domain/state/running_scenarios.h"
#include "domain/state/state_kind.h"
#include "domain/webhooks/webhook_queue.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// The objects that hold the state of a mock. All must outlive what is made of them.
struct StateHolders {
  Clock& clock;
  Store& store;
  Accounts& accounts;
  WebhookQueue& webhooks;
  FaultRules& fault_rules;
  Coupons& coupons;
  ClientReports& client_reports;
  RunningScenarios& running_scenarios;
  Replay* replay = nullptr;  // null unless the mock answers from a transcript
};

class StateKinds {
 public:
  explicit StateKinds(const StateHolders& holders);

  // In the order in which they are restored and reset.
  std::size_t size() const { return kinds_.size(); }
  const StateKind& operator[](std::size_t index) const { return *kinds_[index]; }

  // Held by whatever saves or changes several kinds as one. One that holds it may take it again.
  using OneChange = std::unique_lock<std::recursive_mutex>;
  [[nodiscard]] OneChange one_change() const { return OneChange(changing_); }

 private:
  mutable std::recursive_mutex changing_;
  std::vector<std::unique_ptr<const StateKind>> kinds_;
};

// The kinds, each in a file of its name.
using StateKindPtr = std::unique_ptr<const StateKind>;
StateKindPtr clock_state(Clock& clock);
StateKindPtr fault_rule_state(FaultRules& rules, RunningScenarios& running, Accounts& accounts);
StateKindPtr coupon_state(Coupons& coupons);
StateKindPtr account_terms_state(Accounts& accounts);
StateKindPtr task_state(Store& store);
StateKindPtr credit_state(const Clock& clock);
StateKindPtr limit_state();
StateKindPtr upload_state(Store& store);
StateKindPtr webhook_state(WebhookQueue& webhooks);
StateKindPtr journal_state();
StateKindPtr draw_state(const Store& store, const WebhookQueue& webhooks);
StateKindPtr client_report_state(ClientReports& reports);
StateKindPtr last_use_state();
StateKindPtr replay_state(Replay* replay, const Store& store);

}  // namespace wavespeed_mock

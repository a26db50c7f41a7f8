#include "domain/state/state_kinds.h"

#include <utility>

namespace wavespeed_mock {

StateKinds::StateKinds(const StateHolders& holders) {
  // A further member does not compile here until it has a name; give it a kind below.
  const auto& [clock, store, accounts, webhooks, fault_rules, coupons, client_reports,
               running_scenarios, replay] = holders;
  const auto add = [this](StateKindPtr kind) { kinds_.push_back(std::move(kind)); };
  // The clock comes first. Otherwise a request between the two steps would see a restored account
  // at the later time and post its entries again.
  add(clock_state(clock));
  add(fault_rule_state(fault_rules, running_scenarios, accounts));
  add(coupon_state(coupons));
  add(account_terms_state(accounts));
  add(task_state(store));
  add(credit_state(clock));
  add(limit_state());
  add(upload_state(store));
  add(webhook_state(webhooks));
  add(journal_state());
  add(draw_state(store, webhooks));
  // After the journal: the report covers requests from the number on that comes next.
  add(client_report_state(client_reports));
  add(last_use_state());
  add(replay_state(replay, store));
}

}  // namespace wavespeed_mock

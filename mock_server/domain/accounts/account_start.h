// What an account begins with, as a fixture, a scenario or the control plane says it.
//
// Functions without state; any thread may call them.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "base/text/json_reader.h"
#include "base/value/api_error.h"
#include "domain/accounts/tiers.h"
#include "domain/billing/credit_grant_request.h"
#include "domain/billing/credit_line_start.h"
#include "domain/models/catalogue.h"
#include "records/account.h"
#include "wavespeed_mock/new_account.h"

namespace wavespeed_mock {

// One line of a usage history: all tasks of one model on one day.
struct HistoryLine {
  Timestamp time;
  const ModelLabel* model = nullptr;
  std::uint32_t count = 0;
  std::uint32_t successes = 0;
  Money cost;
};

struct AccountStart {
  const Tier* tier = nullptr;
  AccountStatus status = AccountStatus::active;
  Money balance;  // purchased credit
  std::vector<CreditGrantRequest> credits;
  std::shared_ptr<const Discounts> discounts;  // null for none
  std::optional<CreditLineStart> credit_line;
  std::vector<HistoryLine> history;                // in the order of time
  std::shared_ptr<std::deque<ModelLabel>> labels;  // of models that the catalogue does not have
};

// What an account begins with, unless it says otherwise.
struct AccountDefaults {
  const Tier* tier = nullptr;
  Money balance;
  Duration credit_lasts = Duration::max();  // purchased credit; max: forever
};

// The fields `tier`, `status`, `balance_usd`, `credits`, `discounts`, `credit_line` and
// `usage_history`; all others are left to the caller. History cannot be later than `now`. Throws
// ConfigError.
AccountStart read_account_start(JsonReader& in, const AccountDefaults& defaults,
                                const Catalogue& catalogue, const Tiers& tiers, Timestamp now);

// That of an account that a C++ test describes; 400 for what is wrong with it.
Outcome<AccountStart> to_account_start(const NewAccount& account, const AccountDefaults& defaults,
                                       const Catalogue& catalogue, const Tiers& tiers);
Outcome<AccountStart> to_account_start(const AccountTemplate& account,
                                       const AccountDefaults& defaults, const Catalogue& catalogue,
                                       const Tiers& tiers);

// What its owner and the service agree on at first, but for its keys.
inline Terms opening_terms(const AccountStart& start) {
  return {.tier = start.tier, .status = start.status, .discounts = start.discounts};
}

// An account that has begun so: the balance is the prepaid credit that it has at `now`.
AccountState begin_account(const AccountStart& start, Duration credit_lasts, Timestamp now);

}  // namespace wavespeed_mock

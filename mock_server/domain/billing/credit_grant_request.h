// Credit that a fixture or the control plane grants.
// It is read from JSON and put into a ledger.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <string>

#include "base/text/json_reader.h"
#include "records/account.h"

namespace wavespeed_mock {

struct CreditGrantRequest {
  LedgerEntry::Kind kind = LedgerEntry::Kind::top_up;
  Money amount;
  // From now on; Duration::max(): forever.
  Duration lasts = Duration::max();
};

// The fields `kind`, `usd` and `expires_in`; `purchased_lasts` is for purchased credit that says
// nothing about its end. Throws ConfigError.
CreditGrantRequest read_credit_order(JsonReader& in, Duration purchased_lasts);

// "never" as Duration::max(), or a duration above 0 such as "30d"; nullopt for anything else.
std::optional<Duration> parse_credit_time(const std::string& text);

// When credit of `now` ends; Timestamp::max() for never.
Timestamp end_of_credit(Timestamp now, Duration lasts);

// The ledger must be settled.
void give_credit(Ledger& ledger, const CreditGrantRequest& order, Timestamp now);

}  // namespace wavespeed_mock

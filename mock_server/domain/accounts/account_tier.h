// The tier that an account has reached.
#pragma once

#include "records/account.h"

namespace wavespeed_mock {

// Its own, or the highest one above it that all its top-ups together pay for. Works on the state
// of one account, under its lock.
inline const Tier& tier_of(const AccountState& state) {
  const Tier* tier = state.terms.tier;
  while (tier->next != nullptr && state.ledger.topped_up >= *tier->next->from_top_ups) {
    tier = tier->next;
  }
  return *tier;
}

}  // namespace wavespeed_mock

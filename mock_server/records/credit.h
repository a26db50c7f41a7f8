// The parts of a balance: credit of several kinds, each grant with its own expiry.
//
// Plain data, under the account's lock.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/value/cow_vector.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/credit.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

struct CreditGrant {
  CreditKind kind = CreditKind::purchased;
  std::uint32_t entry = 0;  // the place of its entry in the ledger: its time and amount
  Money left;               // neither spent nor expired yet
  Timestamp expires = Timestamp::max();  // what is left is gone from then on; max: never
};

// What a charge was paid with: a grant by its place in the balance, or one of these.
using CreditSource = std::uint32_t;
inline constexpr CreditSource kFromSeveral = std::numeric_limits<CreditSource>::max();
inline constexpr CreditSource kFromLine = kFromSeveral - 1;     // drawn on the credit line
inline constexpr CreditSource kFromNothing = kFromSeveral - 2;  // it cost nothing

// One of several sources of a charge.
struct CreditPart {
  std::uint32_t charge = 0;  // its place in the ledger
  CreditSource source = kFromNothing;
  Money amount;
};

// The credit of one account.
struct CreditBalance {
  CowVector<CreditGrant, 16> grants;  // all that there ever were, in the order of their entries
  std::vector<CreditSource> order;    // of those with something left: as they are spent
  Timestamp next_expiry = Timestamp::max();  // the soonest of `order`
  Money left;                                // in all grants
  Money trial_left;                          // of that, in grants of trial credit
  CowVector<CreditPart, 16> parts;           // of charges with several sources, by charge
};

}  // namespace wavespeed_mock

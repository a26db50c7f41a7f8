// The rules of discounts: what a task costs an account that has some.
//
// Functions without state; any thread may call them.
#pragma once

#include <memory>
#include <string_view>

#include "base/text/json_reader.h"
#include "records/account.h"

namespace wavespeed_mock {

// The field `discounts`: [{"percent": 20, "models": ["google/*"], "from_usd": 1000}]; null when it
// is absent or an empty list. Throws ConfigError.
std::shared_ptr<const Discounts> read_discounts(JsonReader& in);

// The greatest of those that fit the model and what the account has spent in the month of `now`;
// 0 for none. The account's lock is held; its ledger must be settled.
DiscountRate discount_rate(const AccountState& state, std::string_view model_id, Timestamp now);

// In whole micro-dollars, halves rounded up.
Money discounted(Money list_price, DiscountRate rate);

}  // namespace wavespeed_mock

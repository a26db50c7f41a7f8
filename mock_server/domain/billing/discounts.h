// The rules of discounts: what a task costs an account that has some.
//
// Functions without state; any thread may call them.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text/json_reader.h"
#include "base/value/field_problem.h"
#include "records/account.h"

namespace wavespeed_mock {

// The field `discounts`: [{"percent": 20, "models": ["google/*"], "from_usd": 1000}]; null when it
// is absent or an empty list. Throws ConfigError.
std::shared_ptr<const Discounts> read_discounts(JsonReader& in);

// What is wrong with discounts that were not read from JSON.
std::optional<FieldProblem> find_problem(const std::vector<Discount>& discounts);
// As an account keeps those that there is no problem with; null for none.
std::shared_ptr<const Discounts> to_rules(const std::vector<Discount>& discounts);
// As they were given; `rules` can be null.
std::vector<Discount> to_discounts(const Discounts* rules);

// The greatest of those that fit the model and what the account has spent in the month of `now`;
// 0 for none. The account's lock is held; its ledger must be up to date.
DiscountRate discount_rate(const AccountState& state, std::string_view model_id, Timestamp now);

// In whole micro-dollars, halves rounded up.
Money discounted(Money list_price, DiscountRate rate);

}  // namespace wavespeed_mock

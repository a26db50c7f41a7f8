#include "domain/accounts/account_info.h"

#include <algorithm>

#include "domain/accounts/account_tier.h"
#include "domain/accounts/api_keys.h"
#include "domain/billing/discounts.h"

namespace wavespeed_mock {

AccountInfo account_info(const Account& account, const AccountState& state) {
  const Timestamp opened = opened_at(state.ledger);
  const auto keys = list_keys(account, state.terms.keys, opened);
  const auto usable =
      std::count_if(keys.begin(), keys.end(), [](const ApiKey& key) { return !key.revoked; });
  return {.name = account.name,
          .tag = account.tag,
          .status = state.terms.status,
          .note = state.terms.note,
          .tier = tier_of(state).id,
          .balance = state.ledger.balance,
          .topped_up = state.ledger.topped_up,
          .keys = static_cast<std::uint64_t>(usable),
          .discounts = to_discounts(state.terms.discounts.get()),
          .opened_at = opened};
}

}  // namespace wavespeed_mock

#include "api/balance.h"

#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {
namespace {

Money balance_of(const Call& call) {
  return call.account->with(call.now,
                            [](AccountState& state, Timestamp) { return state.ledger.balance; });
}

}  // namespace

Outcome<Response> get_balance(const ApiContext&, const Call& call) {
  return success({{"balance", balance_of(call).usd()}});
}

Outcome<Response> get_account_balance(const ApiContext&, const Call& call) {
  return success({{"balance", balance_of(call).usd()}, {"currency", "USD"}});
}

}  // namespace wavespeed_mock

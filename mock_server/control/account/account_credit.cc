#include "control/account/account_credit.h"

#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "control/account/account_path.h"
#include "control/account/credit_json.h"
#include "control/control_body.h"
#include "domain/accounts/accounts.h"
#include "domain/billing/credit_grant_request.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {

Outcome<Response> get_account_credit(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  return success((*account)->with(call.now, [&](AccountState& state, Timestamp) {
    return credit_json((*account)->account(), state.ledger);
  }));
}

Outcome<Response> give_account_credit(const ControlContext& context, const Call& call) {
  const auto account = account_to_change(context, call);
  if (!account) return account.error();
  CreditGrantRequest request;
  if (auto problem =
          read_control_body(call, [&](JsonReader& in) { request = read_credit_grant(in); })) {
    return *std::move(problem);
  }
  nlohmann::ordered_json credit;
  auto problem = (*account)->with(call.now, [&](AccountState& state, Timestamp now) {
    auto refused = give_credit(state.ledger, request, context.accounts.credit_lasts(), now);
    if (!refused) credit = credit_json((*account)->account(), state.ledger, kGrantsOfAChange);
    return refused;
  });
  if (problem) return *std::move(problem);
  return success(credit);
}

}  // namespace wavespeed_mock

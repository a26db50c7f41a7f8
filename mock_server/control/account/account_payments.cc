#include "control/account/account_payments.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/envelope.h"
#include "api/parameters.h"
#include "control/account/account_path.h"
#include "control/account/credit_json.h"
#include "control/account/payment_json.h"
#include "control/control_body.h"
#include "domain/accounts/accounts.h"
#include "domain/billing/coupons.h"
#include "domain/billing/ledger.h"
#include "domain/billing/payment_request.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

// Returns the place of the payment that it has made in a ledger that is up to date.
using Payer = std::function<Outcome<std::uint32_t>(Ledger&, Timestamp now)>;

Outcome<Response> pay(StoredAccount& account, const Call& call, const Payer& payer) {
  const auto paid =
      account.with(call.now, [&](AccountState& state, Timestamp now) -> Outcome<ordered_json> {
        const auto index = payer(state.ledger, now);
        if (!index) return index.error();
        return ordered_json{
            {"payment", payment_json(account.account(), state.ledger, *index)},
            {"credit", credit_json(account.account(), state.ledger, kGrantsOfAChange)}};
      });
  if (!paid) return paid.error();
  return success(*paid);
}

}  // namespace

Outcome<Response> top_up_account(const ControlContext& context, const Call& call) {
  const auto account = account_to_change(context, call);
  if (!account) return account.error();
  TopUpRequest request;
  if (auto problem = read_control_body(call, [&](JsonReader& in) {
        request = read_top_up(in, context.accounts.credit_lasts());
      })) {
    return *std::move(problem);
  }
  return pay(**account, call, [&](Ledger& ledger, Timestamp now) {
    return top_up(ledger, request, context.coupons, now);
  });
}

Outcome<Response> redeem_account_coupon(const ControlContext& context, const Call& call) {
  const auto account = account_to_change(context, call);
  if (!account) return account.error();
  std::string code;
  if (auto problem = read_control_body(call, [&](JsonReader& in) { code = in.text("code"); })) {
    return *std::move(problem);
  }
  return pay(**account, call, [&](Ledger& ledger, Timestamp now) {
    return redeem_coupon(ledger, code, context.coupons, now);
  });
}

Outcome<Response> list_account_payments(const ControlContext& context, const Call& call) {
  const auto account = account_in_path(context, call);
  if (!account) return account.error();
  const nlohmann::json query = query_object(call.request);
  Parameters parameters(query);
  const auto page = parameters.page();
  const auto page_size = parameters.page_size(20, 100);
  if (parameters.problem()) return *parameters.problem();

  return success((*account)->with(call.now, [&](AccountState& state, Timestamp) {
    const std::size_t total = state.ledger.payments.size();
    const std::size_t begin = std::min((page - 1) * page_size, total);
    const std::size_t end = std::min(begin + page_size, total);
    ordered_json items = ordered_json::array();
    for (std::size_t i = begin; i < end; ++i) {
      items.push_back(payment_json((*account)->account(), state.ledger, total - 1 - i));
    }
    return ordered_json{
        {"items", std::move(items)},
        {"pagination", {{"page", page}, {"page_size", page_size}, {"total", total}}}};
  }));
}

}  // namespace wavespeed_mock

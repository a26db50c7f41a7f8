#include "control/account/account_credit_line.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/envelope.h"
#include "base/text/money_reader.h"
#include "control/account/account_path.h"
#include "control/account/credit_json.h"
#include "control/control_body.h"
#include "domain/billing/credit_line_actions.h"
#include "domain/billing/credit_line_materials.h"
#include "domain/billing/ledger.h"
#include "domain/billing/payment_request.h"

namespace wavespeed_mock {
namespace {

// What is done with a ledger that is up to date.
using Action = std::function<std::optional<ApiError>(Ledger&, Timestamp now)>;

Action read_apply(JsonReader& in) {
  CreditLineApplication application;
  application.applicant = *parse_applicant(in.choice(
      "applicant", {"enterprise", "individual_with_product", "individual"}, "enterprise"));
  if (const auto usd = read_optional_usd(in, "requested_usd")) application.requested = *usd;
  if (const auto* materials = in.value("materials")) {
    JsonReader of(*materials, in.where() + ": materials");
    for (const Material& material : all_materials()) {
      std::string text = of.text(material.name, "");
      if (!text.empty()) application.materials.emplace(material.name, std::move(text));
    }
    of.done();
  }
  return [application = std::move(application)](Ledger& ledger, Timestamp now) {
    return apply_for_credit_line(ledger, application, now);
  };
}

Action read_approve(JsonReader& in) {
  const std::optional<Money> limit = read_optional_usd(in, "limit_usd");
  return [limit](Ledger& ledger, Timestamp now) { return approve_credit_line(ledger, limit, now); };
}

Action read_decline(JsonReader& in, bool defer) {
  return [defer, note = in.text("note", "")](Ledger& ledger, Timestamp) {
    return decline_credit_line(ledger, defer, note);
  };
}

Action read_raise(JsonReader& in) {
  return [limit = read_usd(in, "limit_usd")](Ledger& ledger, Timestamp) {
    return request_raise(ledger, limit);
  };
}

Action read_reduce(JsonReader& in) {
  return [limit = read_usd(in, "limit_usd")](Ledger& ledger, Timestamp) {
    return reduce_credit_line(ledger, limit);
  };
}

Action read_close(JsonReader& in) {
  return [note = in.text("note", "")](Ledger& ledger, Timestamp) {
    return close_credit_line(ledger, note);
  };
}

Action read_deposit(JsonReader& in) {
  return
      [amount = read_usd(in, "usd")](Ledger& ledger, Timestamp) { return deposit(ledger, amount); };
}

Action read_pay(JsonReader& in) {
  return [payment = read_payment_options(in, PaymentMethod::none)](Ledger& ledger, Timestamp now) {
    return pay_oldest_bill(ledger, payment, now);
  };
}

Action read_action(JsonReader& in) {
  const std::string action = in.choice(
      "action",
      {"apply", "approve", "decline", "defer", "raise", "reduce", "close", "deposit", "pay"}, "");
  if (action.empty()) {
    in.fail("action", "is missing; it must be an action such as \"apply\" or \"pay\"");
  }
  if (action == "apply") return read_apply(in);
  if (action == "approve") return read_approve(in);
  if (action == "decline") return read_decline(in, false);
  if (action == "defer") return read_decline(in, true);
  if (action == "raise") return read_raise(in);
  if (action == "reduce") return read_reduce(in);
  if (action == "close") return read_close(in);
  if (action == "deposit") return read_deposit(in);
  return read_pay(in);
}

}  // namespace

Outcome<Response> change_credit_line(const ControlContext& context, const Call& call) {
  const auto account = account_to_change(context, call);
  if (!account) return account.error();
  Action action;
  if (auto problem = read_control_body(call, [&](JsonReader& in) { action = read_action(in); })) {
    return *std::move(problem);
  }
  nlohmann::ordered_json credit;
  auto problem = (*account)->with(call.now, [&](AccountState& state, Timestamp now) {
    auto refused = action(state.ledger, now);
    if (!refused) credit = credit_json((*account)->account(), state.ledger, kGrantsOfAChange);
    return refused;
  });
  if (problem) return *std::move(problem);
  return success(credit);
}

}  // namespace wavespeed_mock

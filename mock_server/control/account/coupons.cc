#include "control/account/coupons.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/envelope.h"
#include "base/http/web_url.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "control/control_body.h"
#include "domain/billing/coupons.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const Coupon& coupon) {
  return {{"code", coupon.code},
          {"usd", coupon.amount.usd()},
          {"expires_at",
           coupon.expires_at ? ordered_json(to_rfc3339(*coupon.expires_at)) : ordered_json()},
          {"credit_expires_in",
           coupon.credit_expires_in ? to_text(*coupon.credit_expires_in) : "never"},
          {"uses", coupon.uses},
          {"min_top_up_usd", coupon.min_top_up.usd()}};
}

}  // namespace

Outcome<Response> list_coupons(const ControlContext& context, const Call&) {
  ordered_json coupons = ordered_json::array();
  for (const Coupon& coupon : context.coupons.list()) coupons.push_back(to_json(coupon));
  return success({{"coupons", std::move(coupons)}});
}

Outcome<Response> add_coupon(const ControlContext& context, const Call& call) {
  Coupon coupon;
  if (auto problem =
          read_control_body(call, [&](JsonReader& in) { coupon = read_coupon(in, call.now); })) {
    return *std::move(problem);
  }
  if (auto problem = context.coupons.add(coupon)) return *std::move(problem);
  return success(to_json(coupon));
}

Outcome<Response> delete_coupon(const ControlContext& context, const Call& call) {
  const auto removed = context.coupons.remove(call.values[0]);
  if (!removed) return removed.error();
  return success(to_json(*removed));
}

}  // namespace wavespeed_mock

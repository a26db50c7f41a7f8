#include "domain/billing/credit_grant_request.h"

#include <string>

#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {
namespace {

using Kind = LedgerEntry::Kind;

Kind kind_of(const std::string& text) {
  if (text == "coupon") return Kind::coupon;
  return text == "trial" ? Kind::trial : Kind::top_up;
}

}  // namespace

CreditGrantRequest read_credit_order(JsonReader& in, Duration purchased_lasts) {
  CreditGrantRequest order;
  order.kind = kind_of(in.choice("kind", {"purchased", "trial", "coupon"}, "purchased"));
  order.amount = Money::from_usd(in.number("usd", 0, kMaxUsd));
  const std::string text = in.text("expires_in", "");
  if (text.empty() && order.kind == Kind::top_up) order.lasts = purchased_lasts;
  if (text.empty()) return order;
  const auto time = parse_credit_time(text);
  if (!time) {
    in.complain("expires_in",
                "must be \"never\" or a duration above 0 such as \"30d\", not \"" + text + "\"");
  }
  order.lasts = *time;
  return order;
}

std::optional<Duration> parse_credit_time(std::string_view text) {
  if (text == "never") return Duration::max();
  const auto time = parse_duration(text);
  return time && *time > Duration::zero() ? time : std::nullopt;
}

Timestamp end_of_credit(Timestamp now, Duration lasts) {
  return lasts == Duration::max() ? Timestamp::max() : later(now, lasts);
}

void give_credit(Ledger& ledger, const CreditGrantRequest& order, Timestamp now) {
  add_credit(ledger, order.kind, now, order.amount, end_of_credit(now, order.lasts));
}

}  // namespace wavespeed_mock

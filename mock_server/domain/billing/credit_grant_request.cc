#include "domain/billing/credit_grant_request.h"

#include <string>

#include "base/text/money_reader.h"
#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "domain/billing/credit_maximum.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {
namespace {

using Kind = LedgerEntry::Kind;

CreditKind parse_kind(const std::string& text) {
  if (text == "coupon") return CreditKind::coupon;
  return text == "trial" ? CreditKind::trial : CreditKind::purchased;
}

Kind entry_kind(CreditKind kind) {
  switch (kind) {
    case CreditKind::coupon:
      return Kind::coupon;
    case CreditKind::trial:
      return Kind::trial;
    case CreditKind::purchased:
      break;
  }
  return Kind::top_up;
}

}  // namespace

CreditGrantRequest read_credit_grant(JsonReader& in) {
  CreditGrantRequest request;
  request.kind = parse_kind(in.choice("kind", {"purchased", "trial", "coupon"}, "purchased"));
  request.amount = read_usd(in, "usd");
  const std::string text = in.text("expires_in", "");
  if (text.empty()) return request;
  request.expires_in = parse_credit_time(text);
  if (!request.expires_in) {
    in.fail("expires_in", "must be \"never\" or " + duration_form("\"30d\"", Duration(1)) +
                              ", not " + text_quote(text));
  }
  return request;
}

std::optional<FieldProblem> find_problem(const CreditGrantRequest& request) {
  if (auto problem = find_amount_problem("usd", request.amount)) return problem;
  if (request.expires_in && *request.expires_in <= Duration::zero()) {
    return FieldProblem{"expires_in", "must be above 0, not " + to_text(*request.expires_in)};
  }
  return std::nullopt;
}

std::optional<Duration> parse_credit_time(std::string_view text) {
  if (text == "never") return Duration::max();
  const auto time = parse_duration(text);
  return time && *time > Duration::zero() ? time : std::nullopt;
}

Timestamp end_of_credit(Timestamp now, Duration lasts) {
  return lasts == Duration::max() ? Timestamp::max() : later(now, lasts);
}

std::optional<ApiError> give_credit(Ledger& ledger, const CreditGrantRequest& request,
                                    Duration purchased_lasts, Timestamp now) {
  if (auto excess = find_credit_excess(ledger, request.amount)) return excess;
  const Duration usual = request.kind == CreditKind::purchased ? purchased_lasts : Duration::max();
  add_credit(ledger, entry_kind(request.kind), now, request.amount,
             end_of_credit(now, request.expires_in.value_or(usual)));
  return std::nullopt;
}

}  // namespace wavespeed_mock

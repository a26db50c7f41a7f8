#include "app/account_info.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "base/value/month.h"
#include "base/value/timestamp.h"
#include "control/account/payment_json.h"
#include "domain/accounts/account_tier.h"
#include "domain/accounts/api_keys.h"
#include "domain/billing/credit_balance.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/credit_line_materials.h"
#include "domain/billing/payments.h"
#include "domain/scenarios/account_changes.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

Timestamp time_of(const ordered_json& text) {
  return parse_iso8601(text.get_ref<const std::string&>()).value_or(Timestamp());
}

std::optional<Timestamp> time_or_none(const ordered_json& text) {
  return text.is_null() ? std::nullopt : std::optional(time_of(text));
}

std::string text_or_empty(const ordered_json& text) {
  return text.is_null() ? "" : text.get<std::string>();
}

CreditGrantInfo grant_of(const ordered_json& from) {
  return {.kind = from.at("kind"),
          .usd = from.at("usd"),
          .left_usd = from.at("left"),
          .given_at = time_of(from.at("given_at")),
          .expires_at = time_or_none(from.at("expires_at"))};
}

CreditLineInfo line_of(const ordered_json& from) {
  CreditLineInfo line{.state = from.at("state"),
                      .note = from.at("note"),
                      .applicant = from.at("applicant"),
                      .requested_usd = from.at("requested"),
                      .limit_usd = from.at("limit"),
                      .deposit_usd = from.at("deposit"),
                      .owed_usd = from.at("owed"),
                      .available_usd = from.at("available")};
  if (!from.at("raise").is_null()) line.raise_usd = from.at("raise").get<double>();
  for (const ordered_json& bill : from.at("bills")) {
    line.bills.push_back({.month = bill.at("month"),
                          .usd = bill.at("amount"),
                          .issued_at = time_of(bill.at("issued_at")),
                          .due_at = time_of(bill.at("due_at")),
                          .paid_at = time_or_none(bill.at("paid_at")),
                          .overdue = bill.at("overdue")});
  }
  return line;
}

std::optional<Timestamp> time_unless_never(Timestamp time) {
  return time == Timestamp::max() ? std::nullopt : std::optional(time);
}

CreditLineInfo line_info(const CreditLine& line) {
  CreditLineInfo info{.state = std::string(to_text(line.state)),
                      .note = line.note,
                      .applicant = std::string(to_text(line.application.applicant)),
                      .requested_usd = line.application.requested.usd(),
                      .limit_usd = line.limit.usd(),
                      .deposit_usd = line.deposit.usd(),
                      .owed_usd = line.owed.usd(),
                      .available_usd = available(line).usd()};
  if (line.raise) info.raise_usd = line.raise->usd();
  for (const MonthlyBill& bill : line.bills) {
    info.bills.push_back({.month = month_text(bill.month),
                          .usd = bill.amount.usd(),
                          .issued_at = bill.issued,
                          .due_at = bill.due,
                          .paid_at = bill.paid,
                          .overdue = bill.overdue});
  }
  return info;
}

}  // namespace

AccountInfo to_info(const Account& account, const AccountState& state) {
  const Timestamp opened = opened_at(state.ledger);
  const auto keys = list_keys(account, state.terms.keys, opened);
  const auto usable =
      std::count_if(keys.begin(), keys.end(), [](const ApiKey& key) { return !key.revoked; });
  return {.name = account.name,
          .tag = account.tag,
          .status = std::string(to_text(state.terms.status)),
          .note = state.terms.note,
          .tier = tier_of(state).id,
          .balance_usd = state.ledger.balance.usd(),
          .topped_up_usd = state.ledger.topped_up.usd(),
          .keys = static_cast<std::uint64_t>(usable),
          .opened_at = opened};
}

CreditInfo to_info(const Ledger& ledger) {
  CreditInfo credit{.balance_usd = ledger.balance.usd()};
  for (const CreditSource source : ledger.credit_balance.order) {
    const CreditGrant& grant = ledger.credit_balance.grants[source];
    const LedgerEntry& entry = ledger.entries[grant.entry];
    credit.grants.push_back({.kind = std::string(to_text(grant.kind)),
                             .usd = entry.amount.usd(),
                             .left_usd = grant.left.usd(),
                             .given_at = entry.time,
                             .expires_at = time_unless_never(grant.expires)});
  }
  if (ledger.line) credit.line = line_info(*ledger.line);
  return credit;
}

PaymentInfo to_info(const Account& account, const Ledger& ledger, std::size_t place) {
  const Payment& payment = ledger.payments[place];
  const bool is_credited = payment.state == Payment::State::succeeded;
  return {
      .id = payment_id(account, place),
      .purpose = std::string(to_text(payment.purpose)),
      .method = payment.method == PaymentMethod::none ? "" : std::string(to_text(payment.method)),
      .usd = payment.amount.usd(),
      .status = std::string(to_text(payment.state)),
      .failure = payment.failure,
      .coupon = payment.coupon,
      .created_at = payment.created,
      .credited_at = is_credited ? std::optional(payment.ended) : std::nullopt};
}

CreditInfo read_credit_info(const ordered_json& from) {
  CreditInfo credit{.balance_usd = from.at("balance")};
  for (const ordered_json& grant : from.at("grants")) credit.grants.push_back(grant_of(grant));
  if (!from.at("credit_line").is_null()) credit.line = line_of(from.at("credit_line"));
  return credit;
}

PaymentInfo read_payment_info(const ordered_json& from) {
  return {.id = from.at("id"),
          .purpose = from.at("purpose"),
          .method = text_or_empty(from.at("method")),
          .usd = from.at("usd"),
          .status = from.at("status"),
          .failure = text_or_empty(from.at("failure")),
          .coupon = text_or_empty(from.at("coupon")),
          .created_at = time_of(from.at("created_at")),
          .credited_at = time_or_none(from.at("credited_at"))};
}

ApiKeyInfo read_key_info(const ordered_json& from) {
  return {.id = from.at("id"),
          .name = from.at("name"),
          .key = from.value("key", ""),
          .created_at = time_of(from.at("created_at")),
          .revoked_at = time_or_none(from.at("revoked_at")),
          .requests = from.at("requests"),
          .cost_usd = from.at("cost")};
}

}  // namespace wavespeed_mock

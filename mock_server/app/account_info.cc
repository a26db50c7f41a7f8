#include "app/account_info.h"

#include <nlohmann/json.hpp>
#include <string>

#include "base/value/timestamp.h"

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

}  // namespace

AccountInfo read_account_info(const ordered_json& from) {
  return {.name = from.at("account"),
          .tag = from.at("tag"),
          .status = from.at("status"),
          .note = from.at("note"),
          .tier = from.at("tier"),
          .balance_usd = from.at("balance"),
          .topped_up_usd = from.at("topped_up"),
          .keys = from.at("keys"),
          .opened_at = time_of(from.at("opened_at"))};
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

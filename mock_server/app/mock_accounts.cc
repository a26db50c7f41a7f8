// Mock's functions for accounts, and those of an account: each calls the operation that the
// endpoint of the control plane calls, or asks that endpoint, so that both ways have one rule.
#include <nlohmann/json.hpp>
#include <utility>

#include "app/account_access.h"
#include "app/account_info.h"
#include "app/mock_impl.h"
#include "base/http/path_pattern.h"
#include "base/http/percent_encoding.h"
#include "domain/billing/coupons.h"
#include "domain/billing/credit_line_actions.h"
#include "domain/billing/payments.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json data_of(const std::string& answer) {
  return ordered_json::parse(answer).at("data");
}

// With what is not said left out.
void put(ordered_json& body, const char* name, std::string_view text) {
  if (!text.empty()) body[name] = text;
}

void put(ordered_json& body, const PayWay& way) {
  body["method"] = way.method;
  put(body, "fails", way.fails);
}

}  // namespace

std::string Mock::ask_control(std::string_view method, std::string_view path,
                              std::string_view body) {
  const Request request{.method = std::string(method),
                        .target = "/__mock" + std::string(path),
                        .headers = {{"Content-Type", "application/json"}},
                        .body = std::string(body)};
  const RouteMatch match = impl_->router.match(request.method, path_of(request.target));
  if (match.route == nullptr) {
    throw AccountError(404, "the control plane has no " + request.method + " " + request.target);
  }
  const FaultPlan no_faults;
  RequestTrace trace;
  const Call call{.request = request,
                  .now = clock().now(),
                  .values = match.values,
                  .faults = no_faults,
                  .trace = trace};
  auto answer = std::get<ControlHandler>(match.route->handler)(impl_->core.control(), call);
  if (!answer) throw AccountError(answer.error().http, answer.error().message);
  return std::move(answer->body);
}

MockAccount Mock::account(std::string_view key) {
  return MockAccount(*this, impl_->account_of(key).account().tag);
}

std::optional<MockAccount> Mock::find_account(std::string_view key) {
  const auto scope = key.empty() ? std::nullopt : impl_->known_scope(key);
  if (!scope) return std::nullopt;
  return MockAccount(*this, (*scope)->account().tag);
}

MockAccount Mock::open_account(std::string_view entry) {
  const std::string tag = data_of(ask_control("POST", "/accounts", entry)).at("tag");
  return MockAccount(*this, tag);
}

std::vector<AccountInfo> Mock::accounts() {
  std::vector<AccountInfo> accounts;
  const Timestamp now = clock().now();
  impl_->core.store().for_each_account([&](StoredAccount& account) {
    accounts.push_back(account.with(now, [&](const AccountState& state, Timestamp) {
      return to_info(account.account(), state);
    }));
  });
  return accounts;
}

void Mock::add_coupon(std::string_view coupon) {
  ask_control("POST", "/coupons", coupon);
}

std::string MockAccount::ask(std::string_view method, std::string_view path,
                             std::string_view body) const {
  return mock_->ask_control(method, "/accounts/" + tag_ + std::string(path), body);
}

AccountInfo MockAccount::info() const {
  return with_account(
      mock_->impl_->core, tag_,
      [](const Account& account, const AccountState& state) { return to_info(account, state); });
}

std::string MockAccount::export_json() const {
  return data_of(ask("GET", "/export", "")).dump();
}

void MockAccount::change(std::string_view body) {
  ask("POST", "", body);
}

void MockAccount::set_tier(std::string_view tier) {
  change(ordered_json{{"tier", tier}}.dump());
}

void MockAccount::set_discounts(std::string_view discounts) {
  auto list = nlohmann::json::parse(discounts, nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) {
    throw AccountError(400, "discounts: must be a JSON list such as [{\"percent\": 20}], not \"" +
                                std::string(discounts) + "\"");
  }
  change(nlohmann::json{{"discounts", std::move(list)}}.dump());
}

void MockAccount::suspend(std::string_view note) {
  ordered_json body = {{"status", "suspended"}};
  put(body, "note", note);
  change(body.dump());
}

void MockAccount::reinstate() {
  change(R"({"status": "active"})");
}

void MockAccount::terminate(std::string_view note) {
  ordered_json body = {{"status", "terminated"}};
  put(body, "note", note);
  change(body.dump());
}

CreditInfo MockAccount::credit() const {
  return with_account(mock_->impl_->core, tag_, [](const Account&, const AccountState& state) {
    return to_info(state.ledger);
  });
}

CreditInfo MockAccount::give_credit(double usd, std::string_view kind,
                                    std::string_view expires_in) {
  ordered_json body = {{"usd", usd}, {"kind", kind}};
  put(body, "expires_in", expires_in);
  return read_credit_info(data_of(ask("POST", "/credit", body.dump())));
}

PaymentInfo MockAccount::top_up(double usd, const TopUp& how) {
  ordered_json body = {{"usd", usd}};
  put(body, how.way);
  put(body, "arrives_in", how.arrives_in);
  put(body, "coupon", how.coupon);
  return read_payment_info(data_of(ask("POST", "/top-ups", body.dump())).at("payment"));
}

PaymentInfo MockAccount::redeem(std::string_view coupon) {
  const MockCore& core = mock_->impl_->core;
  StoredAccount& account = account_to_change(core, tag_);
  if (coupon.empty()) throw AccountError(400, "the code of the coupon must not be empty");
  const Coupon found = value_of(core.control().coupons.find(coupon));
  return account.with(core.clock().now(), [&](AccountState& state, Timestamp now) {
    const auto place = value_of(redeem_coupon(state.ledger, found, now));
    return to_info(account.account(), state.ledger, place);
  });
}

std::vector<PaymentInfo> MockAccount::payments() const {
  return with_account(
      mock_->impl_->core, tag_, [](const Account& account, const AccountState& state) {
        constexpr std::size_t kMost = 100;
        const std::size_t total = state.ledger.payments.size();
        std::vector<PaymentInfo> payments;
        for (std::size_t place = total; place > 0 && payments.size() < kMost; --place) {
          payments.push_back(to_info(account, state.ledger, place - 1));
        }
        return payments;
      });
}

CreditInfo MockAccount::change_line(std::string_view body) {
  return read_credit_info(data_of(ask("POST", "/credit-line", body)));
}

CreditInfo MockAccount::apply_for_line(const LineRequest& request) {
  const ordered_json body = {{"action", "apply"},
                             {"applicant", request.applicant},
                             {"requested_usd", request.usd},
                             {"materials", request.materials}};
  return change_line(body.dump());
}

CreditInfo MockAccount::approve_line(std::optional<double> limit_usd) {
  std::optional<Money> limit;
  if (limit_usd) limit = checked_money("limit_usd", *limit_usd);
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp now) {
    return wavespeed_mock::approve_line(ledger, limit, now);
  });
}

CreditInfo MockAccount::decline_line(std::string_view note) {
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::decline_line(ledger, /*defer=*/false, std::string(note));
  });
}

CreditInfo MockAccount::defer_line(std::string_view note) {
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::decline_line(ledger, /*defer=*/true, std::string(note));
  });
}

CreditInfo MockAccount::ask_for_raise(double limit_usd) {
  const Money limit = checked_money("limit_usd", limit_usd);
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::ask_for_raise(ledger, limit);
  });
}

CreditInfo MockAccount::reduce_line(double limit_usd) {
  const Money limit = checked_money("limit_usd", limit_usd);
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::reduce_line(ledger, limit);
  });
}

CreditInfo MockAccount::close_line(std::string_view note) {
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::close_line(ledger, std::string(note));
  });
}

CreditInfo MockAccount::deposit(double usd) {
  const Money amount = checked_money("usd", usd);
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::deposit(ledger, amount);
  });
}

CreditInfo MockAccount::pay_bill(const PayWay& how) {
  ordered_json body = {{"action", "pay"}};
  put(body, how);
  return change_line(body.dump());
}

ApiKeyInfo MockAccount::make_key(std::string_view name, std::string_view key) {
  ordered_json body = ordered_json::object();
  put(body, "name", name);
  put(body, "key", key);
  return read_key_info(data_of(ask("POST", "/keys", body.dump())));
}

std::vector<ApiKeyInfo> MockAccount::keys() const {
  std::vector<ApiKeyInfo> keys;
  const ordered_json data = data_of(ask("GET", "/keys", ""));
  for (const ordered_json& key : data.at("keys")) keys.push_back(read_key_info(key));
  return keys;
}

void MockAccount::revoke_key(std::string_view id) {
  if (id.empty()) throw AccountError(404, "the account has no key \"\"; keys() has their ids");
  ask("DELETE", "/keys/" + percent_encoded(id), "");
}

std::string MockAccount::make_invoice(std::string_view request) {
  return data_of(ask("POST", "/invoices", request)).dump();
}

std::string MockAccount::invoice_page(std::string_view number) const {
  if (number.empty()) throw AccountError(404, "the account has no invoice \"\"");
  return ask("GET", "/invoices/" + percent_encoded(number) + "/page", "");
}

}  // namespace wavespeed_mock

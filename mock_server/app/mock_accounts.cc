// Mock's functions for accounts, and those of an account: each asks the endpoint of the control
// plane that does the same, so that both ways have one rule.
#include <nlohmann/json.hpp>
#include <utility>

#include "app/account_info.h"
#include "app/mock_impl.h"
#include "base/http/path_pattern.h"

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

// Throws unless `text` can be the name of one thing in a path: anything else would ask for another
// path. `what` is "key" or "invoice".
void check_path_segment(std::string_view what, std::string_view text) {
  if (!text.empty() && text.find_first_of("/?#%") == std::string_view::npos) return;
  throw AccountError(404, "the account has no " + std::string(what) + " \"" + std::string(text) +
                              "\"; give one that is not empty and has none of / ? # %");
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
  for (std::size_t page = 1;; ++page) {
    const ordered_json data =
        data_of(ask_control("GET", "/accounts?page_size=1000&page=" + std::to_string(page), ""));
    for (const ordered_json& account : data.at("accounts"))
      accounts.push_back(read_account_info(account));
    if (data.at("accounts").empty()) return accounts;
  }
}

void Mock::add_coupon(std::string_view coupon) {
  ask_control("POST", "/coupons", coupon);
}

std::string MockAccount::ask(std::string_view method, std::string_view path,
                             std::string_view body) const {
  return mock_->ask_control(method, "/accounts/" + tag_ + std::string(path), body);
}

AccountInfo MockAccount::info() const {
  return read_account_info(data_of(ask("GET", "", "")));
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
  ordered_json list = ordered_json::parse(discounts, nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) {
    throw AccountError(400, "the discounts must be a JSON list such as [{\"percent\": 20}]");
  }
  ordered_json body;
  body["discounts"] = std::move(list);
  change(body.dump());
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
  return read_credit_info(data_of(ask("GET", "/credit", "")));
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
  const ordered_json body = {{"code", coupon}};
  return read_payment_info(data_of(ask("POST", "/coupons", body.dump())).at("payment"));
}

std::vector<PaymentInfo> MockAccount::payments() const {
  std::vector<PaymentInfo> payments;
  const ordered_json data = data_of(ask("GET", "/payments?page_size=100", ""));
  for (const ordered_json& payment : data.at("items"))
    payments.push_back(read_payment_info(payment));
  return payments;
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
  ordered_json body = {{"action", "approve"}};
  if (limit_usd) body["limit_usd"] = *limit_usd;
  return change_line(body.dump());
}

CreditInfo MockAccount::decline_line(std::string_view note) {
  ordered_json body = {{"action", "decline"}};
  put(body, "note", note);
  return change_line(body.dump());
}

CreditInfo MockAccount::defer_line(std::string_view note) {
  ordered_json body = {{"action", "defer"}};
  put(body, "note", note);
  return change_line(body.dump());
}

CreditInfo MockAccount::ask_for_raise(double limit_usd) {
  return change_line(ordered_json{{"action", "raise"}, {"limit_usd", limit_usd}}.dump());
}

CreditInfo MockAccount::reduce_line(double limit_usd) {
  return change_line(ordered_json{{"action", "reduce"}, {"limit_usd", limit_usd}}.dump());
}

CreditInfo MockAccount::close_line(std::string_view note) {
  ordered_json body = {{"action", "close"}};
  put(body, "note", note);
  return change_line(body.dump());
}

CreditInfo MockAccount::deposit(double usd) {
  return change_line(ordered_json{{"action", "deposit"}, {"usd", usd}}.dump());
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
  check_path_segment("key", id);
  ask("DELETE", "/keys/" + std::string(id), "");
}

std::string MockAccount::make_invoice(std::string_view request) {
  return data_of(ask("POST", "/invoices", request)).dump();
}

std::string MockAccount::invoice_page(std::string_view number) const {
  check_path_segment("invoice", number);
  return ask("GET", "/invoices/" + std::string(number) + "/page", "");
}

}  // namespace wavespeed_mock

// The C++ calls for accounts, without those for credit. Each calls the operation in domain/ that
// the endpoint of the control plane calls.
#include <nlohmann/json.hpp>
#include <utility>

#include "app/account_lookup.h"
#include "app/mock_impl.h"
#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "control/account/account_export.h"
#include "control/account/invoice_page.h"
#include "domain/accounts/account_info.h"
#include "domain/accounts/api_keys.h"
#include "domain/accounts/key_info.h"
#include "domain/billing/coupons.h"
#include "domain/billing/discounts.h"
#include "domain/billing/invoice_request.h"
#include "domain/billing/invoices.h"
#include "domain/scenarios/account_loader.h"

#include "base/text/json_parser.h"

namespace wavespeed_mock {
namespace {

void change(const MockCore& core, const std::string& tag, const AccountChange& change) {
  throw_if(change_account(account_of_tag(core, tag), change, core.control().store,
                          core.control().webhooks, core.clock().now()));
}

// Opens what was read or built; 409 for a name or a key that is in use.
StoredAccount& open(const MockCore& core, AccountWithFaults account) {
  const ControlContext& control = core.control();
  throw_if(control.accounts.find_conflict(account.account));
  return open_account(control.accounts, control.fault_rules, std::move(account), "api",
                      core.clock().now());
}

Invoice invoice_of(const MockCore& core, const std::string& tag, const InvoiceRequest& request) {
  StoredAccount& account = account_of_tag(core, tag);
  return *value_of(account.with(core.clock().now(), [&](AccountState& state, Timestamp now) {
    return make_invoice(state, account.account(), request, now);
  }));
}

}  // namespace

MockAccount Mock::account(std::string_view key) {
  return MockAccount(*this, impl_->account_of(key).account().tag);
}

std::optional<MockAccount> Mock::find_account(std::string_view key) {
  const auto scope = key.empty() ? std::nullopt : impl_->known_scope(key);
  if (!scope) return std::nullopt;
  return MockAccount(*this, (*scope)->account().tag);
}

MockAccount Mock::open_account(const NewAccount& account) {
  const MockCore& core = impl_->core;
  AccountWithFaults entry{.account = value_of(core.control().accounts.to_entry(account))};
  return MockAccount(*this, open(core, std::move(entry)).account().tag);
}

MockAccount Mock::open_account(std::string_view json) {
  const MockCore& core = impl_->core;
  const ControlContext& control = core.control();
  try {
    const nlohmann::json entry = parse_config_json(json, "account");
    StoredAccount& opened = open(core, read_account(control.accounts, control.fault_rules, entry,
                                                    "account", core.clock().now()));
    return MockAccount(*this, opened.account().tag);
  } catch (const ConfigError& wrong) {
    throw AccountError(400, wrong.what());
  }
}

std::vector<AccountInfo> Mock::accounts() {
  std::vector<AccountInfo> accounts;
  const Timestamp now = clock().now();
  impl_->core.store().for_each_account([&](StoredAccount& account) {
    accounts.push_back(account.with(now, [&](const AccountState& state, Timestamp) {
      return account_info(account.account(), state);
    }));
  });
  return accounts;
}

void Mock::add_coupon(const Coupon& coupon) {
  throw_if(find_problem(coupon));
  throw_if(impl_->core.control().coupons.add(coupon));
}

void Mock::add_coupon(std::string_view json) {
  Coupon coupon;
  read_json(json, "coupon",
            [&](JsonReader& in) { coupon = read_coupon(in, impl_->core.clock().now()); });
  throw_if(impl_->core.control().coupons.add(std::move(coupon)));
}

AccountInfo MockAccount::info() const {
  return with_account(mock_->impl_->core, tag_,
                      [](const Account& account, const AccountState& state) {
                        return account_info(account, state);
                      });
}

std::string MockAccount::export_json() const {
  const MockCore& core = mock_->impl_->core;
  return account_export(core.control(), account_to_change(core, tag_), "http://localhost",
                        core.clock().now());
}

void MockAccount::set_tier(std::string_view tier) {
  const MockCore& core = mock_->impl_->core;
  change(core, tag_, {.tier = value_of(core.control().accounts.tiers().find(tier))});
}

void MockAccount::set_discounts(const std::vector<Discount>& discounts) {
  throw_if(find_problem(discounts));
  change(mock_->impl_->core, tag_, {.discounts = to_rules(discounts)});
}

void MockAccount::set_discounts(std::initializer_list<Discount> discounts) {
  set_discounts(std::vector<Discount>(discounts));
}

void MockAccount::set_discounts(std::string_view json) {
  std::string problem;
  auto list = parse_json(json, problem);
  if (!list || !list->is_array()) {
    throw AccountError(400, "discounts: must be a JSON list such as [{\"percent\": 20}], not \"" +
                                shortened(json) + "\"" + (list ? "" : ", which " + problem));
  }
  try {
    const nlohmann::json object{{"discounts", *std::move(list)}};
    JsonReader in(object, "account");
    change(mock_->impl_->core, tag_, {.discounts = read_discounts(in)});
  } catch (const ConfigError& wrong) {
    throw AccountError(400, wrong.what());
  }
}

void MockAccount::suspend(std::string_view note) {
  change(mock_->impl_->core, tag_, {.status = AccountStatus::suspended, .note = std::string(note)});
}

void MockAccount::reinstate() {
  change(mock_->impl_->core, tag_, {.status = AccountStatus::active});
}

void MockAccount::terminate(std::string_view note) {
  change(mock_->impl_->core, tag_,
         {.status = AccountStatus::terminated, .note = std::string(note)});
}

ApiKeyInfo MockAccount::make_key(const NewApiKey& key) {
  const MockCore& core = mock_->impl_->core;
  StoredAccount& account = account_to_change(core, tag_);
  throw_if(find_new_key_problem(key.name, key.key));
  const KeyNumber number =
      value_of(core.control().accounts.make_key(account, key.name, key.key, core.clock().now()));
  return account.peek(
      [&](const AccountState& state) { return new_key_info(account.account(), state, number); });
}

std::vector<ApiKeyInfo> MockAccount::keys() const {
  return with_account(mock_->impl_->core, tag_,
                      [](const Account& account, const AccountState& state) {
                        return list_key_info(account, state);
                      });
}

void MockAccount::revoke_key(std::string_view id) {
  const MockCore& core = mock_->impl_->core;
  StoredAccount& account = account_to_change(core, tag_);
  auto revoked = account.with(core.clock().now(), [&](AccountState& state, Timestamp now) {
    return revoke_key_of_id(account.account(), state, id, now);
  });
  if (revoked) return;
  if (revoked.error().http == 404) revoked.error().message += "; keys() has their ids";
  refuse(revoked.error());
}

Invoice MockAccount::make_invoice(const InvoiceRequest& request) {
  throw_if(find_problem(request));
  return invoice_of(mock_->impl_->core, tag_, request);
}

Invoice MockAccount::make_invoice(std::string_view json) {
  InvoiceRequest request;
  read_json(json, "invoice", [&](JsonReader& in) { request = read_invoice_request(in); });
  return invoice_of(mock_->impl_->core, tag_, request);
}

std::vector<Invoice> MockAccount::invoices() const {
  std::vector<Invoice> invoices;
  for (const auto& invoice : list_invoices(account_of_tag(mock_->impl_->core, tag_))) {
    invoices.push_back(*invoice);
  }
  return invoices;
}

std::string MockAccount::invoice_page(std::string_view number) const {
  const StoredAccount& account = account_of_tag(mock_->impl_->core, tag_);
  return wavespeed_mock::invoice_page(*value_of(find_invoice(account, number)));
}

}  // namespace wavespeed_mock

// A mock's state without its endpoints; each account has 100 dollars.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "domain/billing/ledger.h"
#include "domain/state/snapshots.h"
#include "domain/state/state_kinds.h"
#include "store/memory_store.h"
#include "support/domain_builtin.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock {

struct DomainState {
  StoredAccount& open(const std::string& key) {
    return *accounts.find_or_open(key, clock->now()).account;
  }

  std::shared_ptr<const Prediction> submit(StoredAccount& account, std::uint64_t number) {
    auto added = std::make_shared<Prediction>(
        task(number, model, clock->now(), std::chrono::seconds(5), Money{1'000'000}));
    added->account = account.number();
    account.with(clock->now(), [&](AccountState& state, Timestamp) {
      charge(state.ledger, *added);
      ++state.submissions;
      state.history.push_back(added);
      store->add_prediction(added);
    });
    webhooks.enqueue_and_notify({"http://127.0.0.1:9/", "http://127.0.0.1", &account, added});
    return added;
  }
  std::shared_ptr<const Upload> upload(StoredAccount& account, std::uint64_t number) const {
    auto added = std::make_shared<Upload>();
    added->id = {number, number};
    added->account = account.number();
    added->kept_until = Timestamp::max();
    store->add_upload(added);
    return added;
  }
  // Has the account's journal remember a request of that number.
  static void note(StoredAccount& account, std::uint64_t number) {
    const Request request;
    const Response response;
    account.journal().add({.number = number, .request = request, .response = response});
  }
  static Money balance(StoredAccount& account) {
    return account.peek([](const AccountState& state) { return state.ledger.balance; });
  }

  static constexpr JournalLimits kJournal{.entries = 10, .body_bytes = 100};

  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(kStart);
  BuiltIn built_in;
  Model model = model_named("acme/cats");
  std::unique_ptr<Store> store = make_memory_store(kJournal);
  Accounts accounts{*store, built_in.catalogue, built_in.tiers,
                    Accounts::Defaults{.start = {.tier = &built_in.tiers.at("level3", "tier"),
                                                 .balance = Money{100'000'000}}}};
  WebhookQueue webhooks{WebhookRules{}};
  FaultRules faults{{.store = *store, .routes = {"submit"}}};
  Coupons coupons;
  ClientReports client_reports;
  RunningScenarios running_scenarios;
  StateKinds kinds{
      {*clock, *store, accounts, webhooks, faults, coupons, client_reports, running_scenarios}};
  Snapshots snapshots{kinds, *store, accounts, *clock};
};

}  // namespace wavespeed_mock

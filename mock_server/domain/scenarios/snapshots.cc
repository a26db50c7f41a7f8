#include "domain/scenarios/snapshots.h"

#include <stdexcept>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

std::optional<SharedSnapshot::ClockState> state_of(const Clock& clock) {
  const auto* const movable = clock.movable();
  if (movable == nullptr) return std::nullopt;
  return SharedSnapshot::ClockState{movable->mode(), movable->factor(), movable->now()};
}

void restore_clock(Clock& clock, const SharedSnapshot::ClockState& saved) {
  auto* const movable = clock.movable();
  if (movable == nullptr) return;
  // Standing still it takes its factor from nowhere.
  movable->set_mode(saved.mode, saved.mode == ClockMode::scaled ? saved.factor : 1);
  movable->set(saved.time);
}

}  // namespace

Snapshot Snapshots::take(StoredAccount* scope) const {
  auto content = std::make_shared<SnapshotContent>();
  content->of = &parts_.store;
  if (scope != nullptr) {
    content->accounts.push_back(take_account(*scope));
    return SnapshotAccess::make(std::move(content));
  }
  content->shared = SharedSnapshot{.faults = parts_.faults.for_all(),
                                   .coupons = parts_.coupons.save(),
                                   .last_webhook = parts_.webhooks.last_id(),
                                   .clock = state_of(parts_.clock),
                                   .opening = parts_.accounts.opening()};
  parts_.store.for_each_account(
      [&](StoredAccount& account) { content->accounts.push_back(take_account(account)); });
  content->shared->anonymous = take_account(parts_.store.anonymous());
  return SnapshotAccess::make(std::move(content));
}

AccountSnapshot Snapshots::take_account(StoredAccount& account) const {
  return account.peek([&](const AccountState& state) {
    return AccountSnapshot{.account = &account,
                           .state = state,
                           .requests = account.requests(),
                           .journal = account.journal().save(),
                           .uploads = parts_.store.uploads_of(account.number()),
                           .webhooks = parts_.webhooks.save(account.number())};
  });
}

void Snapshots::restore(const Snapshot& snapshot) const {
  const SnapshotContent& content = SnapshotAccess::content(snapshot);
  if (content.of != &parts_.store) {
    throw Error(
        ErrorCode::invalid_argument,
        "the snapshot belongs to another mock; restore it on the mock that it was taken from");
  }
  // The clock first. Otherwise a request between the two steps would see the restored account at
  // the later time and settle its tasks again.
  if (content.shared && content.shared->clock) {
    restore_clock(parts_.clock, *content.shared->clock);
  }
  if (content.shared) {
    parts_.faults.restore_for_all(content.shared->faults);
    parts_.coupons.restore(content.shared->coupons);
    parts_.accounts.set_opening(content.shared->opening);
  }
  for (const AccountSnapshot& saved : content.accounts) restore_account(saved);
  if (content.shared) {
    restore_account(content.shared->anonymous);
    std::unordered_set<const StoredAccount*> known;
    for (const AccountSnapshot& saved : content.accounts) known.insert(saved.account);
    parts_.store.for_each_account([&](StoredAccount& account) {
      if (!known.contains(&account)) close(account);
    });
    parts_.webhooks.restore_last_id(content.shared->last_webhook);
  }
  parts_.webhooks.notify();
}

void Snapshots::restore_account(const AccountSnapshot& saved) const {
  StoredAccount& account = *saved.account;
  account.modify([&](AccountState& state) {
    restore_tasks(state.history, saved.state.history);
    restore_uploads(saved);
    state = saved.state;
    account.set_requests(saved.requests);
    account.journal().restore(saved.journal);
    parts_.webhooks.restore(account.number(), saved.webhooks);
    account.set_open(true);
  });
  if (saved.state.terms.keys == nullptr) return;
  // If the account was closed since, its further keys may have opened accounts: they come back
  // here.
  const auto& keys = *saved.state.terms.keys;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    parts_.store.add_key(account, keys[i].text, static_cast<KeyNumber>(i));
  }
}

// Compares the tasks themselves and not their ids, which are given out again after a restore.
void Snapshots::restore_tasks(const History& now, const History& saved) const {
  std::unordered_set<const Prediction*> kept;
  saved.for_each_unshared(now, [&](const auto& task) { kept.insert(task.get()); });
  now.for_each_unshared(saved, [&](const auto& task) {
    if (!kept.contains(task.get())) parts_.store.remove_prediction(task->id);
  });
  saved.for_each_unshared(now, [&](const auto& task) { parts_.store.add_prediction(task); });
}

void Snapshots::restore_uploads(const AccountSnapshot& saved) const {
  std::unordered_set<const Upload*> missing;
  for (const auto& upload : saved.uploads) missing.insert(upload.get());
  for (const auto& upload : parts_.store.uploads_of(saved.account->number())) {
    if (missing.erase(upload.get()) == 0) parts_.store.remove_upload(upload->id);
  }
  for (const auto& upload : saved.uploads) {
    if (missing.contains(upload.get())) parts_.store.add_upload(upload);
  }
}

void Snapshots::forget_tasks(AccountState& state) const {
  for (const auto& task : state.history) parts_.store.remove_prediction(task->id);
  state.history.clear();
}

void Snapshots::forget_uploads(AccountNumber account) const {
  for (const auto& upload : parts_.store.uploads_of(account)) {
    parts_.store.remove_upload(upload->id);
  }
}

// A request that found the account before it was closed, and uses it now, finds a new account.
void Snapshots::close(StoredAccount& account) const {
  account.modify([&](AccountState& state) {
    forget_tasks(state);
    forget_uploads(account.number());
    state = parts_.accounts.begin(*parts_.accounts.opening(), parts_.clock.now());
    account.set_requests(0);
    account.journal().clear();
    parts_.webhooks.restore(account.number(), {});
    account.set_open(false);
  });
}

}  // namespace wavespeed_mock

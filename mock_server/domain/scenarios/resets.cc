#include "domain/scenarios/resets.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "domain/billing/ledger.h"
#include "domain/scenarios/clock_moves.h"

namespace wavespeed_mock {
namespace {

// Each at the place of its bit.
constexpr std::array<std::string_view, 11> kNames = {
    "tasks",   "credit", "limits",        "uploads", "webhooks", "faults",
    "journal", "draws",  "client_report", "coupons", "account"};
constexpr std::string_view kAll = "all";

ApiError refusal(int status, std::string message) {
  return {.http = status, .code = status, .message = std::move(message)};
}

// When an account was created by its first use, or started again: the time of its first entry.
Timestamp began_at(const Ledger& ledger) {
  Timestamp time = ledger.entries.front().time;
  for (const std::uint32_t place : ledger.funds) {
    const LedgerEntry& entry = ledger.entries[place];
    if (entry.kind == LedgerEntry::Kind::opening) time = std::max(time, entry.time);
  }
  return time;
}

std::string listed_names() {
  std::string text;
  for (const std::string_view name : kNames) text += std::string(name) + ", ";
  return text + "or all of them by \"" + std::string(kAll) + "\"";
}

}  // namespace

std::span<const std::string_view> ResetScope::all_names() {
  return kNames;
}

Outcome<ResetScope> ResetScope::read(const std::vector<std::string>& names) {
  if (names.empty()) return refusal(400, "parts must name what to reset: " + listed_names());
  ResetScope what;
  for (const std::string& name : names) {
    if (name == kAll) {
      what.bits_ = (1U << kNames.size()) - 1;
      continue;
    }
    const auto place = std::find(kNames.begin(), kNames.end(), name);
    if (place == kNames.end()) {
      std::vector<std::string_view> known(kNames.begin(), kNames.end());
      known.push_back(kAll);
      return refusal(400, "parts must be among " + listed_names() + ", not \"" + shortened(name) +
                              "\"" + did_you_mean(name, known));
    }
    what.bits_ |= 1U << (place - kNames.begin());
  }
  return what;
}

std::vector<std::string_view> ResetScope::names() const {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if ((bits_ >> i & 1U) != 0) names.push_back(kNames[i]);
  }
  return names;
}

Resets::Resets(const Parts& parts, const Snapshots& snapshots, Snapshot start)
    : parts_(parts), snapshots_(snapshots), start_(std::move(start)) {}

std::optional<ApiError> Resets::reset(const ResetScope& what, StoredAccount* scope) const {
  if (auto problem = find_collision(what, scope)) return problem;
  if (scope != nullptr) {
    reset_account(what, *scope);
  } else {
    if (what.has(ResetPart::faults)) {
      parts_.faults.restore_for_all(at_start().shared->faults);
    }
    if (what.has(ResetPart::coupons)) {
      parts_.coupons.restore(at_start().shared->coupons);
    }
    if (what.has(ResetPart::account)) {
      parts_.accounts.set_opening(at_start().shared->opening);
    }
    parts_.store.for_each_account([&](StoredAccount& account) { reset_account(what, account); });
    reset_account(what, parts_.store.anonymous());
    if (what.has(ResetPart::webhooks)) parts_.webhooks.restore_last_id(0);
  }
  if (what.has(ResetPart::client_report)) {
    parts_.client_reports.clear(
        scope == nullptr ? std::nullopt : std::optional<std::string_view>(scope->account().name));
  }
  if (what.has(ResetPart::webhooks)) parts_.webhooks.notify();
  return std::nullopt;
}

std::optional<ApiError> Resets::find_collision(const ResetScope& what,
                                               const StoredAccount* scope) const {
  if (!what.has(ResetPart::draws)) return std::nullopt;
  const auto problem = [](std::string_view part) {
    return refusal(409, "\"draws\" can only be reset together with \"" + std::string(part) +
                            "\": ids that are in use would be given out again");
  };
  if (!what.has(ResetPart::tasks)) return problem("tasks");
  if (what.has(ResetPart::uploads)) return std::nullopt;
  bool in_use = false;
  const auto look = [&](const StoredAccount& account) {
    in_use = in_use || !parts_.store.uploads_of(account.number()).empty();
  };
  if (scope != nullptr) {
    look(*scope);
  } else {
    parts_.store.for_each_account(look);
  }
  return in_use ? std::optional(problem("uploads")) : std::nullopt;
}

void Resets::reset_account(const ResetScope& what, StoredAccount& account) const {
  const AccountState* const start = start_of(account);
  account.modify([&](AccountState& state) {
    if (what.has(ResetPart::tasks)) snapshots_.forget_tasks(state);
    if (what.has(ResetPart::credit)) reset_credit(state, start);
    if (what.has(ResetPart::limits)) state.limits = {};
    if (what.has(ResetPart::uploads)) snapshots_.forget_uploads(account.number());
    if (what.has(ResetPart::webhooks)) {
      parts_.webhooks.restore(account.number(), {});
      state.webhook_secret_rotations = 0;
    }
    if (what.has(ResetPart::faults)) {
      state.faults = start == nullptr ? FaultState{} : start->faults;
    }
    if (what.has(ResetPart::account)) {
      state.terms = start == nullptr ? opening_terms(*at_start().shared->opening) : start->terms;
    }
    if (what.has(ResetPart::journal)) {
      account.journal().clear();
      account.set_requests(0);
    }
    if (what.has(ResetPart::client_report)) account.set_judged_from(account.requests());
    // No activity is left that limits the clock: it may be set back.
    if (what.has(ResetPart::tasks) && what.has(ResetPart::credit) && what.has(ResetPart::limits)) {
      state.last_seen = Timestamp::min();
    }
    if (what.has(ResetPart::draws)) {
      state.submissions = 0;
      state.uploads = 0;
    }
  });
}

void Resets::reset_credit(AccountState& state, const AccountState* start) const {
  if (state.ledger.entries.empty()) return;  // the anonymous account's
  if (start == nullptr) {
    const auto& opening = *at_start().shared->opening;
    state.ledger = parts_.accounts.begin(opening, began_at(state.ledger)).ledger;
    state.invoices = {};
    return;
  }
  const Timestamp opened = state.ledger.entries.front().time;
  state.ledger = start->ledger;
  state.invoices = start->invoices;
  // The clock may have been set back since the start, and what was written then with it.
  const bool was_set_back = state.ledger.entries.front().time > opened;
  date_opening(state.ledger, was_set_back ? opened : parts_.clock.now());
}

const SnapshotContent& Resets::at_start() const {
  return SnapshotAccess::content(start_);
}

const AccountState* Resets::start_of(const StoredAccount& account) const {
  const SnapshotContent& content = at_start();
  if (content.shared->anonymous.account == &account) return &content.shared->anonymous.state;
  for (const AccountSnapshot& saved : content.accounts) {
    if (saved.account == &account) return &saved.state;
  }
  return nullptr;
}

}  // namespace wavespeed_mock

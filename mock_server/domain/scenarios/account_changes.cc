#include "domain/scenarios/account_changes.h"

#include "base/value/conflict.h"
#include "domain/tasks/history.h"

namespace wavespeed_mock {

std::string_view to_text(AccountStatus status) {
  switch (status) {
    case AccountStatus::active:
      return "active";
    case AccountStatus::suspended:
      return "suspended";
    case AccountStatus::terminated:
      return "terminated";
  }
  return "";
}

std::optional<ApiError> change_account(StoredAccount& account, const AccountChange& change,
                                       Store& store, WebhookQueue& webhooks, Timestamp now) {
  return account.with(now, [&](AccountState& state, Timestamp) -> std::optional<ApiError> {
    if (auto ended = find_end(account)) return ended;
    if (change.status == state.terms.status) {
      return conflict("the account is already " + std::string(to_text(*change.status)));
    }
    if (change.tier != nullptr) state.terms.tier = change.tier;
    if (change.discounts) state.terms.discounts = *change.discounts;
    if (change.status) {
      state.terms.status = *change.status;
      state.terms.note = change.note;
    }
    if (change.status == AccountStatus::terminated) {
      forget_all(state.history, store);
      for (const auto& upload : store.uploads_of(account.number())) store.remove_upload(upload->id);
      webhooks.restore(account.number(), {});
    }
    return std::nullopt;
  });
}

std::optional<ApiError> find_end(const StoredAccount& account) {
  if (account.status() != AccountStatus::terminated) return std::nullopt;
  return conflict("the account is terminated, and its data is gone");
}

}  // namespace wavespeed_mock

// How many ids an account has drawn for its tasks or uploads, which decides the next ones.
#include <algorithm>
#include <string>

#include "base/value/conflict.h"
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class DrawStateKind final : public AccountStateKind {
 public:
  DrawStateKind(const Store& store, const WebhookQueue& webhooks)
      : store_(store), webhooks_(webhooks) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::draws); }

  // No id may be given out that is in use.
  std::optional<ApiError> find_problem(const ResetScope& what,
                                       const StoredAccount* scope) const override {
    std::string others;
    const auto need = [&](ResetPart part, const char* name, auto&& is_used) {
      if (what.has(part) || !any_account(scope, is_used)) return;
      others += (others.empty() ? "\"" : " and \"") + std::string(name) + '"';
    };
    if (!what.has(ResetPart::tasks)) others = "\"tasks\"";
    need(ResetPart::credit, "credit", has_bills_of_tasks);
    need(ResetPart::uploads, "uploads", [this](const StoredAccount& account) {
      return !store_.uploads_of(account.number()).empty();
    });
    need(ResetPart::webhooks, "webhooks", [this](const StoredAccount& account) {
      return !webhooks_.list(account.number()).webhooks.empty();
    });
    if (others.empty()) return std::nullopt;
    return conflict("\"draws\" can only be reset together with " + others +
                    ": ids that are in use would be given out again");
  }

  std::any save(StoredAccount&) const override { return {}; }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    account.state.submissions = saved.state.submissions;
    account.state.uploads = saved.state.uploads;
  }

 private:
  // Tasks of a fixture's history have no id.
  static bool has_bills_of_tasks(const StoredAccount& account) {
    return account.peek([](const AccountState& state) {
      const auto& entries = state.ledger.entries;
      return std::any_of(entries.begin(), entries.end(), [](const LedgerEntry& entry) {
        return entry.prediction != PredictionId{};
      });
    });
  }

  template <class IsUsed>
  bool any_account(const StoredAccount* scope, IsUsed&& is_used) const {
    if (scope != nullptr) return is_used(*scope);
    bool found = false;
    store_.for_each_account(
        [&](const StoredAccount& account) { found = found || is_used(account); });
    return found;
  }

  const Store& store_;
  const WebhookQueue& webhooks_;
};

}  // namespace

StateKindPtr draw_state(const Store& store, const WebhookQueue& webhooks) {
  return std::make_unique<DrawStateKind>(store, webhooks);
}

}  // namespace wavespeed_mock

// The webhooks of an account, with its signing secret. The mock as a whole numbers them.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class WebhookStateKind final : public StateKind {
 public:
  explicit WebhookStateKind(WebhookQueue& webhooks) : webhooks_(webhooks) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::webhooks); }

  std::any save(StoredAccount& account) const override { return webhooks_.save(account.number()); }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    const WebhookQueue::Saved none;
    const auto* const known = std::any_cast<WebhookQueue::Saved>(&saved.elsewhere);
    webhooks_.restore(account.account.number(), known == nullptr ? none : *known);
    account.state.webhook_secret_rotations = saved.state.webhook_secret_rotations;
  }

  std::any save_shared() const override { return webhooks_.last_id(); }
  // Not before the accounts' webhooks are: a new webhook could get the number of one of these.
  void restore_shared(const std::any&) const override {}

  void finish(const std::any* saved) const override {
    if (saved != nullptr) webhooks_.restore_last_id(std::any_cast<std::uint64_t>(*saved));
    webhooks_.notify();
  }

 private:
  WebhookQueue& webhooks_;
};

}  // namespace

StateKindPtr webhook_state(WebhookQueue& webhooks) {
  return std::make_unique<WebhookStateKind>(webhooks);
}

}  // namespace wavespeed_mock

// How far each key has come in the answers of a transcript.
#include <string_view>

#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class ReplayStateKind final : public StateKind {
 public:
  ReplayStateKind(Replay* replay, const Store& store) : replay_(replay), store_(store) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::replay); }

  std::any save(StoredAccount& account) const override {
    if (replay_ == nullptr) return {};
    return replay_->save(store_.first_key(account));
  }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    if (replay_ == nullptr) return;
    const auto* const known = std::any_cast<Replay::Positions>(&saved.elsewhere);
    const std::string_view key = store_.first_key(account.account);
    replay_->restore(key, known == nullptr ? Replay::Positions() : *known);
  }

  std::any save_shared() const override {
    return replay_ == nullptr ? std::any() : std::any(replay_->save());
  }
  void restore_shared(const std::any& saved) const override {
    if (replay_ != nullptr) replay_->restore(std::any_cast<const Replay::Positions&>(saved));
  }

 private:
  Replay* const replay_;
  const Store& store_;
};

}  // namespace

StateKindPtr replay_state(Replay* replay, const Store& store) {
  return std::make_unique<ReplayStateKind>(replay, store);
}

}  // namespace wavespeed_mock

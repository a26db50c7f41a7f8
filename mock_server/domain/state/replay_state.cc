// How far each key has come in the answers of a transcript.
#include <string>

#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class ReplayStateKind final : public StateKind {
 public:
  explicit ReplayStateKind(Replay* replay) : replay_(replay) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::replay); }

  std::any save(StoredAccount& account) const override {
    if (replay_ == nullptr) return {};
    return replay_->save(account.account().first_key);
  }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    if (replay_ == nullptr) return;
    const auto* const known = std::any_cast<Replay::Positions>(&saved.elsewhere);
    const std::string& key = account.account.account().first_key;
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
};

}  // namespace

StateKindPtr replay_state(Replay* replay) {
  return std::make_unique<ReplayStateKind>(replay);
}

}  // namespace wavespeed_mock

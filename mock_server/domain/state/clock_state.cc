// The state of a clock that the mock can move: its mode, its time. Another clock keeps its time.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

struct SavedClock {
  ClockMode mode{};
  double factor = 1;
  Timestamp time;
};

class ClockStateKind final : public SharedStateKind {
 public:
  explicit ClockStateKind(Clock& clock) : clock_(clock) {}

  bool is_in(const ResetScope&) const override { return false; }
  bool is_undone() const override { return false; }

  std::any save_shared() const override {
    const auto* const movable = std::as_const(clock_).movable();
    if (movable == nullptr) return {};
    return SavedClock{movable->mode(), movable->factor(), movable->now()};
  }

  void restore_shared(const std::any& saved) const override {
    auto* const movable = clock_.movable();
    const auto* const then = std::any_cast<SavedClock>(&saved);
    if (movable == nullptr || then == nullptr) return;
    // A clock that does not move has no factor.
    movable->set_mode(then->mode, then->mode == ClockMode::scaled ? then->factor : 1);
    movable->set(then->time);
  }

 private:
  Clock& clock_;
};

}  // namespace

StateKindPtr clock_state(Clock& clock) {
  return std::make_unique<ClockStateKind>(clock);
}

}  // namespace wavespeed_mock

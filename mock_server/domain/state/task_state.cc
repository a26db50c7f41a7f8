// The tasks of an account: its history, with the predictions in the store.
#include <unordered_set>

#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class TaskStateKind final : public AccountStateKind {
 public:
  explicit TaskStateKind(Store& store) : store_(store) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::tasks); }

  std::any save(StoredAccount&) const override { return {}; }

  // Compares the tasks themselves, not their ids, which are given out again after a restore.
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    History& now = account.state.history;
    const History& then = saved.state.history;
    std::unordered_set<const Prediction*> kept;
    then.for_each_unshared(now, [&](const auto& task) { kept.insert(task.get()); });
    now.for_each_unshared(then, [&](const auto& task) {
      if (!kept.contains(task.get())) store_.remove_prediction(task->id);
    });
    then.for_each_unshared(now, [&](const auto& task) { store_.add_prediction(task); });
    now = then;
  }

 private:
  Store& store_;
};

}  // namespace

StateKindPtr task_state(Store& store) {
  return std::make_unique<TaskStateKind>(store);
}

}  // namespace wavespeed_mock

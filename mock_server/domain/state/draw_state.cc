// How many ids of tasks and uploads an account has drawn, which decides the next ones.
#include <string>

#include "base/value/conflict.h"
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class DrawStateKind final : public AccountStateKind {
 public:
  explicit DrawStateKind(const Store& store) : store_(store) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::draws); }

  // No id may be given out that is in use.
  std::optional<ApiError> find_problem(const ResetScope& what,
                                       const StoredAccount* scope) const override {
    const auto problem = [](const std::string& part) {
      return conflict("\"draws\" can only be reset together with \"" + part +
                      "\": ids that are in use would be given out again");
    };
    if (!what.has(ResetPart::tasks)) return problem("tasks");
    if (what.has(ResetPart::uploads) || !has_uploads(scope)) return std::nullopt;
    return problem("uploads");
  }

  std::any save(StoredAccount&) const override { return {}; }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    account.state.submissions = saved.state.submissions;
    account.state.uploads = saved.state.uploads;
  }

 private:
  bool has_uploads(const StoredAccount* scope) const {
    bool found = false;
    const auto look = [&](const StoredAccount& account) {
      found = found || !store_.uploads_of(account.number()).empty();
    };
    if (scope != nullptr) {
      look(*scope);
    } else {
      store_.for_each_account(look);
    }
    return found;
  }

  const Store& store_;
};

}  // namespace

StateKindPtr draw_state(const Store& store) {
  return std::make_unique<DrawStateKind>(store);
}

}  // namespace wavespeed_mock

// The uploads of an account, tickets included. All of them are in the store.
#include <unordered_set>
#include <vector>

#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

using SavedUploads = std::vector<std::shared_ptr<const Upload>>;

class UploadStateKind final : public AccountStateKind {
 public:
  explicit UploadStateKind(Store& store) : store_(store) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::uploads); }

  std::any save(StoredAccount& account) const override {
    return store_.uploads_of(account.number());
  }

  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    const SavedUploads none;
    const auto* const known = std::any_cast<SavedUploads>(&saved.elsewhere);
    const SavedUploads& then = known == nullptr ? none : *known;
    std::unordered_set<const Upload*> missing;
    for (const auto& upload : then) missing.insert(upload.get());
    for (const auto& upload : store_.uploads_of(account.account.number())) {
      if (missing.erase(upload.get()) == 0) store_.remove_upload(upload->id);
    }
    for (const auto& upload : then) {
      if (missing.contains(upload.get())) store_.add_upload(upload);
    }
  }

 private:
  Store& store_;
};

}  // namespace

StateKindPtr upload_state(Store& store) {
  return std::make_unique<UploadStateKind>(store);
}

}  // namespace wavespeed_mock

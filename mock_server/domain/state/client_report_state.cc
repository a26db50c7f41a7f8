// What the client report tells of. A snapshot leaves it alone, so that a restore hides no mistake.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class ClientReportStateKind final : public StateKind {
 public:
  explicit ClientReportStateKind(ClientReports& reports) : reports_(reports) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::client_report); }

  std::any save(StoredAccount&) const override { return {}; }
  void restore(const LockedAccount&, const SavedPart&) const override {}
  void reset(const LockedAccount& account, const SavedPart&) const override {
    account.account.set_judged_from(account.account.requests());
    reports_.clear(account.account.account().name);
  }

  std::any save_shared() const override { return {}; }
  void restore_shared(const std::any&) const override {}
  void reset_shared(const std::any&) const override { reports_.clear(std::nullopt); }

 private:
  ClientReports& reports_;
};

}  // namespace

StateKindPtr client_report_state(ClientReports& reports) {
  return std::make_unique<ClientReportStateKind>(reports);
}

}  // namespace wavespeed_mock

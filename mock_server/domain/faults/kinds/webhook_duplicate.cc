// A webhook that comes more often than once, as retries of a service that lost the answer do.
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class WebhookDuplicate final : public Fault {
 public:
  std::string_view type() const override { return "webhook_duplicate"; }

  void visit(FaultFields& fields) override {
    fields.whole({"times", "how often it comes again, with the same id and body"}, times_, 1, 100);
  }

  void on_webhook(WebhookFault& webhook, const FaultDraws&) const override {
    if (webhook.duplicates == 0) webhook.duplicates = static_cast<std::uint32_t>(times_);
  }

 private:
  std::int64_t times_ = 1;
};

}  // namespace

std::unique_ptr<Fault> make_webhook_duplicate() {
  return std::make_unique<WebhookDuplicate>();
}

}  // namespace wavespeed_mock

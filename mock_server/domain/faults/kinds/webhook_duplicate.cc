// A webhook that is delivered several times, as if the service had not received the answer.
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class WebhookDuplicateFault final : public Fault {
 public:
  explicit WebhookDuplicateFault(faults::WebhookDuplicate settings)
      : settings_(std::move(settings)) {}

  std::string_view type() const override { return "webhook_duplicate"; }

  void visit(FaultFields& fields) override {
    fields.whole({"times", "how many times it is repeated, with the same id and body"},
                 settings_.times, 1, 100);
  }

  void on_webhook(WebhookFault& webhook, const FaultDraws&) const override {
    if (webhook.duplicates == 0) webhook.duplicates = static_cast<std::uint32_t>(settings_.times);
  }

 private:
  faults::WebhookDuplicate settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::WebhookDuplicate settings) {
  return std::make_unique<WebhookDuplicateFault>(std::move(settings));
}

}  // namespace wavespeed_mock

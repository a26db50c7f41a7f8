// A webhook whose signature is wrong, as if another sender had made it.
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class WebhookWrongSignatureFault final : public Fault {
 public:
  std::string_view type() const override { return "webhook_wrong_signature"; }

  void visit(FaultFields&) override {}

  void on_webhook(WebhookFault& webhook, const FaultDraws&) const override {
    webhook.wrong_signature = true;
  }
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::WebhookWrongSignature) {
  return std::make_unique<WebhookWrongSignatureFault>();
}

}  // namespace wavespeed_mock

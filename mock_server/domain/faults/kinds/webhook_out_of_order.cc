// A webhook that is delivered after the next one of the account.
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class WebhookOutOfOrderFault final : public Fault {
 public:
  std::string_view type() const override { return "webhook_out_of_order"; }

  void visit(FaultFields&) override {}

  void on_webhook(WebhookFault& webhook, const FaultDraws&) const override {
    webhook.out_of_order = true;
  }
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::WebhookOutOfOrder) {
  return std::make_unique<WebhookOutOfOrderFault>();
}

}  // namespace wavespeed_mock

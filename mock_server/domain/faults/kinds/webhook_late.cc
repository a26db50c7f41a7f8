// A webhook that comes long after the end of its task; several delays add up.
#include <algorithm>
#include <chrono>
#include <utility>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class WebhookLateFault final : public Fault {
 public:
  explicit WebhookLateFault(faults::WebhookLate settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "webhook_late"; }

  void visit(FaultFields& fields) override {
    fields.time({"by", "how long after the end of the task, on the mock's clock"}, settings_.by);
  }

  void on_webhook(WebhookFault& webhook, const FaultDraws& draws) const override {
    constexpr Duration kLongest = std::chrono::days(36'525);
    webhook.late = std::min(webhook.late + draws.time(settings_.by), kLongest);
  }

 private:
  faults::WebhookLate settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::WebhookLate settings) {
  return std::make_unique<WebhookLateFault>(std::move(settings));
}

}  // namespace wavespeed_mock

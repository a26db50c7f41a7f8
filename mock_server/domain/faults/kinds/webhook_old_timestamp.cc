// A webhook that was signed long ago, as in a replay attack.
#include <chrono>
#include <utility>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class WebhookOldTimestampFault final : public Fault {
 public:
  explicit WebhookOldTimestampFault(faults::WebhookOldTimestamp settings)
      : settings_(std::move(settings)) {}

  std::string_view type() const override { return "webhook_old_timestamp"; }

  void visit(FaultFields& fields) override {
    fields.time({"age", "how long ago; receivers accept five minutes"}, settings_.age);
  }

  void on_webhook(WebhookFault& webhook, const FaultDraws&) const override {
    if (webhook.timestamp_age == Duration::zero()) webhook.timestamp_age = settings_.age;
  }

 private:
  faults::WebhookOldTimestamp settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::WebhookOldTimestamp settings) {
  return std::make_unique<WebhookOldTimestampFault>(std::move(settings));
}

}  // namespace wavespeed_mock

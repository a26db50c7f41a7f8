// A webhook that was signed long ago, as one that somebody has recorded and sends again.
#include <chrono>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class WebhookOldTimestamp final : public Fault {
 public:
  std::string_view type() const override { return "webhook_old_timestamp"; }

  void visit(FaultFields& fields) override {
    fields.time({"age", "how long ago; receivers allow for five minutes"}, age_);
  }

  void on_webhook(WebhookFault& webhook, const FaultDraws&) const override {
    if (webhook.timestamp_age == Duration::zero()) webhook.timestamp_age = age_;
  }

 private:
  Duration age_ = std::chrono::minutes(10);
};

}  // namespace

std::unique_ptr<Fault> make_webhook_old_timestamp() {
  return std::make_unique<WebhookOldTimestamp>();
}

}  // namespace wavespeed_mock

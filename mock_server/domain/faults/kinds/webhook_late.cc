// A webhook that comes long after its task has ended. Several add up.
#include <algorithm>
#include <chrono>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class WebhookLate final : public Fault {
 public:
  std::string_view type() const override { return "webhook_late"; }

  void visit(FaultFields& fields) override {
    fields.time({"by", "how long after the end of the task, on the mock's clock"}, by_);
  }

  void on_webhook(WebhookFault& webhook, const FaultDraws& draws) const override {
    constexpr Duration kLongest = std::chrono::days(36'525);
    webhook.late = std::min(webhook.late + draws.time(by_), kLongest);
  }

 private:
  Distribution by_{.first = std::chrono::minutes(1)};
};

}  // namespace

std::unique_ptr<Fault> make_webhook_late() {
  return std::make_unique<WebhookLate>();
}

}  // namespace wavespeed_mock

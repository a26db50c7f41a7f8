// An answer that comes late; several delays add up.
#include <algorithm>
#include <chrono>
#include <utility>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

// Far below the overflow of a time.
constexpr Duration kMaxDelay = std::chrono::days(36'525);

class DelayFault final : public Fault {
 public:
  explicit DelayFault(faults::Delay settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "delay"; }

  void visit(FaultFields& fields) override {
    fields.time({"time", "how long, on the wall clock"}, settings_.time);
  }

  void on_answer(AnswerFault& answer, const FaultDraws& draws) const override {
    Duration& delay = answer.response.delivery.delay;
    delay = std::min(delay + draws.time(settings_.time), kMaxDelay);
  }

 private:
  faults::Delay settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::Delay settings) {
  return std::make_unique<DelayFault>(std::move(settings));
}

}  // namespace wavespeed_mock

// An answer that comes late. Several delays add up.
#include <algorithm>
#include <chrono>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

// Far from where times come round to the past.
constexpr Duration kLongest = std::chrono::days(36'525);

class Delay final : public Fault {
 public:
  std::string_view type() const override { return "delay"; }

  void visit(FaultFields& fields) override {
    fields.time({"time", "how long, on the wall clock"}, time_);
  }

  void on_answer(AnswerFault& answer, const FaultDraws& draws) const override {
    Duration& delay = answer.response.delivery.delay;
    delay = std::min(delay + draws.time(time_), kLongest);
  }

 private:
  Distribution time_{.first = std::chrono::seconds(1)};
};

}  // namespace

std::unique_ptr<Fault> make_delay() {
  return std::make_unique<Delay>();
}

}  // namespace wavespeed_mock

// A slow connection: the body comes at a fixed number of bytes per second.
#include <algorithm>
#include <chrono>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class BandwidthFault final : public Fault {
 public:
  explicit BandwidthFault(faults::Bandwidth settings) : settings_(settings) {}

  std::string_view type() const override { return "bandwidth"; }

  void visit(FaultFields& fields) override {
    fields.whole({"bytes_per_second", "of the body, on the wall clock"}, settings_.bytes_per_second,
                 1, 1'000'000'000);
  }

  // Ten pieces per second; one byte per piece below ten bytes per second.
  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    constexpr std::int64_t kPieces = 10;
    constexpr Duration kSecond = std::chrono::seconds(1);
    DeliveryPlan& plan = answer.response.delivery;
    if (plan.piece_bytes > 0) return;
    const std::int64_t piece = std::max<std::int64_t>(settings_.bytes_per_second / kPieces, 1);
    plan.piece_bytes = static_cast<std::uint64_t>(piece);
    plan.piece_pause = kSecond * piece / settings_.bytes_per_second;
  }

 private:
  faults::Bandwidth settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::Bandwidth settings) {
  return std::make_unique<BandwidthFault>(settings);
}

}  // namespace wavespeed_mock

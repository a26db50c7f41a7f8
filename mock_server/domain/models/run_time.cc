#include "domain/models/run_time.h"

namespace wavespeed_mock {
namespace {

using Shape = Distribution::Shape;

// A second or so in all: long enough to see `created` and `processing`, short enough to wait for.
const Distribution kBriskPickup{.shape = Shape::fixed, .first = std::chrono::milliseconds(50)};
const Distribution kBriskRun{
    .shape = Shape::lognormal, .first = std::chrono::milliseconds(900), .sigma = 0.25};
const Distribution kRealisticPickup{
    .shape = Shape::lognormal, .first = std::chrono::milliseconds(300), .sigma = 0.5};
const Distribution kNone{};

}  // namespace

LatencyPolicy::LatencyPolicy(const Latency& option) {
  switch (option.mode()) {
    case Latency::Mode::realistic:
      pickup_ = kRealisticPickup;
      break;
    case Latency::Mode::brisk:
      pickup_ = kBriskPickup;
      for_all_ = kBriskRun;
      break;
    case Latency::Mode::distribution:
      for_all_ = option.distribution();
      break;
  }
}

Duration LatencyPolicy::pickup_time(const Model& model, const SeededRandom& draws,
                                    std::uint64_t ordinal) const {
  return draw(model.keep_run_time ? kNone : pickup_, draws, RandomStream::pickup_time, ordinal);
}

Duration LatencyPolicy::run_time(const Model& model, const SeededRandom& draws,
                                 std::uint64_t ordinal) const {
  const bool own = model.keep_run_time || !for_all_;
  return draw(own ? model.run_time : *for_all_, draws, RandomStream::run_time, ordinal);
}

}  // namespace wavespeed_mock

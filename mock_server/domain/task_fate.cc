#include "domain/task_fate.h"

#include <chrono>
#include <string>

#include "base/duration_text.h"
#include "base/timestamp.h"
#include "domain/lifecycle.h"

namespace wavespeed_mock {
namespace {

// A task that waits for one that never ends never starts.
Timestamp after(Timestamp time, Duration duration) {
  const Timestamp latest = later(Timestamp::max(), Duration::zero());
  const bool never = time >= latest || duration == Duration::max();
  return never ? Timestamp::max() : later(time, duration);
}

std::string in_milliseconds(Duration duration) {
  return to_text(std::chrono::round<std::chrono::milliseconds>(duration));
}

void draw_times(Prediction& prediction, const FateDraws& by, const TaskFault& fault,
                Timestamp starts, std::vector<TracedDraw>& traced) {
  const auto& [latency, draws, ordinal] = by;
  const Model& model = *prediction.model;
  Duration pickup;
  if (fault.pickup_time) {
    pickup = *fault.pickup_time;
  } else {
    pickup = latency.pickup_time(model, draws, ordinal);
    traced.push_back({Purpose::pickup_time, ordinal, "waits " + in_milliseconds(pickup)});
  }
  Duration run;
  if (fault.run_time) {
    run = *fault.run_time;
  } else {
    run = latency.run_time(model, draws, ordinal);
    traced.push_back({Purpose::run_time, ordinal, "runs " + in_milliseconds(run)});
  }
  prediction.started_at = after(starts, pickup);
  prediction.ended_at = after(prediction.started_at, run);
}

void draw_end(Prediction& prediction, const FateDraws& by, const TaskFault& fault,
              std::vector<TracedDraw>& traced) {
  const auto& failure = prediction.model->failure;
  if (fault.end) {
    prediction.end = *fault.end;
    prediction.failure = fault.failure;
  } else if (prediction.failure == nullptr && failure) {
    const bool fails = by.draws.uniform(Purpose::outcome, by.ordinal) < failure->probability;
    if (fails) let_fail(prediction, *failure);
    traced.push_back({Purpose::outcome, by.ordinal, fails ? "fails" : "completes"});
  }
}

}  // namespace

void draw_fate(Prediction& prediction, const FateDraws& by, const TaskFault& fault,
               Timestamp starts, std::vector<TracedDraw>& traced) {
  constexpr std::size_t kMostDraws = 3;
  traced.reserve(traced.size() + kMostDraws);
  prediction.id = {by.draws.bits(Purpose::prediction_id_high, by.ordinal),
                   by.draws.bits(Purpose::prediction_id_low, by.ordinal)};
  draw_times(prediction, by, fault, starts, traced);
  draw_end(prediction, by, fault, traced);
  prediction.nsfw = fault.nsfw.value_or(false);
  if (fault.no_outputs) prediction.output.count = 0;
}

}  // namespace wavespeed_mock

#include "domain/tasks/task_plan.h"

#include <chrono>
#include <string>

#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "domain/tasks/lifecycle.h"

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

void draw_times(Prediction& prediction, const TaskSeed& by, const TaskFault& fault,
                Timestamp starts, std::vector<TracedDraw>& traced) {
  const auto& [latency, draws, ordinal] = by;
  const Model& model = *prediction.model;
  Duration pickup;
  if (fault.pickup_time) {
    pickup = *fault.pickup_time;
  } else {
    pickup = latency.pickup_time(model, draws, ordinal);
    traced.push_back({RandomStream::pickup_time, ordinal, "waits " + in_milliseconds(pickup)});
  }
  Duration run;
  if (fault.run_time) {
    run = *fault.run_time;
  } else {
    run = latency.run_time(model, draws, ordinal);
    traced.push_back({RandomStream::run_time, ordinal, "runs " + in_milliseconds(run)});
  }
  prediction.started_at = after(starts, pickup);
  prediction.ended_at = after(prediction.started_at, run);
}

void draw_end(Prediction& prediction, const TaskSeed& by, const TaskFault& fault,
              std::vector<TracedDraw>& traced) {
  const auto& failure = prediction.model->failure;
  if (fault.end) {
    prediction.end = *fault.end;
    prediction.failure = fault.failure;
  } else if (prediction.failure == nullptr && failure) {
    const bool fails = by.draws.uniform(RandomStream::outcome, by.ordinal) < failure->probability;
    if (fails) set_failure(prediction, *failure);
    traced.push_back({RandomStream::outcome, by.ordinal, fails ? "fails" : "completes"});
  }
}

}  // namespace

void plan_task(Prediction& prediction, const TaskSeed& by, const TaskFault& fault, Timestamp starts,
               std::vector<TracedDraw>& traced) {
  constexpr std::size_t kMostDraws = 3;
  traced.reserve(traced.size() + kMostDraws);
  prediction.id = {by.draws.bits(RandomStream::prediction_id_high, by.ordinal),
                   by.draws.bits(RandomStream::prediction_id_low, by.ordinal)};
  draw_times(prediction, by, fault, starts, traced);
  draw_end(prediction, by, fault, traced);
  prediction.nsfw = fault.nsfw.value_or(false);
  if (fault.no_outputs) prediction.output.count = 0;
}

}  // namespace wavespeed_mock

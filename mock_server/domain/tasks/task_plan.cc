#include "domain/tasks/task_plan.h"

#include <chrono>
#include <memory>
#include <utility>

#include "base/value/due_time.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

// The client is at fault: the charge is kept.
const FailureRule kMediaMissing = {
    .probability = 1, .code = 1402, .error = "Input media could not be fetched"};

struct TaskTimes {
  Timestamp started_at;
  Timestamp ended_at;
};

struct TaskOutcome {
  TaskEnd end = TaskEnd::completed;
  std::shared_ptr<const FailureRule> failure{};
};

// The rule must outlive the task.
TaskOutcome failed_by(const FailureRule& rule) {
  // Without an owner: nothing is counted.
  return {TaskEnd::failed, {std::shared_ptr<const void>(), &rule}};
}

// A task that waits for one that never ends never starts.
Timestamp after(Timestamp time, Duration duration) {
  const bool never = time >= kLastTime || duration == Duration::max();
  return never ? kNever : later(time, duration);
}

std::string in_milliseconds(Duration duration) {
  return to_text(std::chrono::round<std::chrono::milliseconds>(duration));
}

TaskTimes plan_times(const Model& model, Timestamp starts, const TaskSeed& seed,
                     const TaskFault& fault, std::vector<TracedDraw>& traced) {
  const auto& [latency, draws, ordinal] = seed;
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
  const Timestamp started_at = after(starts, pickup);
  return {started_at, after(started_at, run)};
}

TaskOutcome plan_outcome(const TaskRequest& request, const TaskSeed& seed, const TaskFault& fault,
                         std::vector<TracedDraw>& traced) {
  if (fault.end) return {*fault.end, fault.failure};
  if (request.media_missing) return failed_by(kMediaMissing);
  const auto& failure = request.model->failure;
  if (!failure) return {};
  const bool fails = seed.draws.uniform(RandomStream::outcome, seed.ordinal) < failure->probability;
  traced.push_back({RandomStream::outcome, seed.ordinal, fails ? "fails" : "completes"});
  return fails ? failed_by(*failure) : TaskOutcome();
}

}  // namespace

Prediction plan_task(TaskRequest&& request, const TaskTerms& terms, const TaskSeed& seed,
                     const TaskFault& fault, std::vector<TracedDraw>& traced) {
  constexpr std::size_t kMaxDraws = 3;
  traced.reserve(traced.size() + kMaxDraws);
  const TaskTimes times = plan_times(*request.model, terms.starts, seed, fault, traced);
  TaskOutcome outcome = plan_outcome(request, seed, fault, traced);
  OutputSpec output = request.output;
  if (fault.no_outputs) output.count = 0;
  return {.id = {seed.draws.bits(RandomStream::prediction_id_high, seed.ordinal),
                 seed.draws.bits(RandomStream::prediction_id_low, seed.ordinal)},
          .account = request.account,
          .sync_mode = request.sync_mode,
          .base64_output = request.base64_output,
          .model = request.model,
          .created_at = terms.created_at,
          .started_at = times.started_at,
          .ended_at = times.ended_at,
          .charge = terms.charge,
          .end = outcome.end,
          .nsfw = fault.nsfw.value_or(false),
          .failure = std::move(outcome.failure),
          .output = output,
          .inputs = std::move(request.inputs)};
}

}  // namespace wavespeed_mock

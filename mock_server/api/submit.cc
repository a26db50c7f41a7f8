#include "api/submit.h"

#include <memory>
#include <string>
#include <utility>

#include "api/base_url.h"
#include "api/envelope.h"
#include "api/prediction_json.h"
#include "api/submission_request.h"
#include "api/sync_mode.h"
#include "domain/accounts/account_tier.h"
#include "domain/accounts/rate_limits.h"
#include "domain/billing/discounts.h"
#include "domain/billing/ledger.h"
#include "domain/tasks/history.h"
#include "domain/tasks/lifecycle.h"
#include "domain/tasks/task_plan.h"

namespace wavespeed_mock {
namespace {

// When the task starts, and what it costs less the discount.
struct Acceptance {
  Admission admission;
  Money charge;
};

Demand demand_of(const SubmissionRequest& asked) {
  return {asked.task.model->output, asked.task.output.count};
}

// Limits, then credit. Takes nothing of either yet.
Outcome<Acceptance> check_limits_and_credit(const SubmissionRequest& asked, const Tier& tier,
                                            OverLimit over_limit, AccountState& state,
                                            Timestamp now) {
  const Model& model = *asked.task.model;
  auto admission = admit(state.limits, tier, over_limit, demand_of(asked), now);
  if (!admission) return std::move(admission.error());
  const Money charge = discounted(asked.list_price, discount_rate(state, model.id, now));
  if (auto problem = find_credit_problem(state.ledger, model, charge)) return *std::move(problem);
  return Acceptance{*admission, charge};
}

// Decides what becomes of the task, and takes its place and its charge: all of it, or nothing where
// it is refused.
Outcome<std::shared_ptr<const Prediction>> accept_task(SubmissionRequest& asked,
                                                       const ApiContext& context, const Call& call,
                                                       AccountState& state, Timestamp now) {
  const Tier& tier = tier_of(state);
  auto accepted = check_limits_and_credit(asked, tier, context.rules.over_limit, state, now);
  if (!accepted) return std::move(accepted.error());
  const auto& [admission, price] = *accepted;
  const Demand demand = demand_of(asked);
  const TaskSeed seed{context.latency, call.account->account().draws, state.submissions++};
  auto task = std::make_shared<const Prediction>(plan_task(std::move(asked.task),
                                                           {now, admission.starts, price}, seed,
                                                           call.faults.task, call.trace.draws));
  occupy(state.limits, tier, demand, admission, task->ended_at);
  charge(state.ledger, *task, asked.list_price, call.key);
  return task;
}

// Accepts the task and stores it with its webhook.
Outcome<std::shared_ptr<const Prediction>> commit_task(SubmissionRequest&& asked,
                                                       const ApiContext& context,
                                                       const Call& call) {
  std::string base_url;
  if (!asked.webhook_url.empty()) append_base_url(base_url, call.request);
  bool announced = false;
  // The task, its charge and its webhook come under one lock: a snapshot has all of it or nothing.
  auto outcome = call.account->with(call.now, [&](AccountState& state, Timestamp now) {
    auto accepted = accept_task(asked, context, call, state, now);
    if (!accepted) return accepted;
    const std::shared_ptr<const Prediction>& task = *accepted;
    forget_old(state.history, context.store, context.rules.retention, now);
    state.history.push_back(task);
    context.store.add_prediction(task);
    announced = !asked.webhook_url.empty() && is_announced(*task);
    if (announced) {
      context.webhooks.enqueue({.url = std::move(asked.webhook_url),
                                .base_url = std::move(base_url),
                                .account = call.account,
                                .prediction = task,
                                .fault = call.faults.webhook});
    }
    return accepted;
  });
  if (announced) context.webhooks.notify();
  return outcome;
}

void trace_task(RequestTrace& trace, const Prediction& task, Status status) {
  trace.prediction = task.id;
  trace.model = task.model->id;
  trace.status = to_text(status);
  trace.credit = -task.charge;
}

}  // namespace

Outcome<Response> submit(const ApiContext& context, const Call& call) {
  auto asked = read_submission(context, call);
  if (!asked) return std::move(asked.error());
  const std::string price_problem = std::move(asked->price_problem);
  auto committed = commit_task(*std::move(asked), context, call);
  if (!committed) return std::move(committed.error());
  const Prediction& task = **committed;
  if (!task.sync_mode) {
    // Whatever its run time, a task has just been created when its submission is answered.
    trace_task(call.trace, task, Status::created);
    return with_reason(prediction_response(task, Status::created, call.request), price_problem);
  }
  const SyncWait& wait = context.rules.sync_wait;
  trace_task(call.trace, task, sync_status(task, wait));
  Response response = with_reason(sync_response(task, wait, call.request), price_problem);
  context.clock.jump_to(response.delivery.not_before);
  return response;
}

}  // namespace wavespeed_mock

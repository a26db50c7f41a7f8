#include "api/submit.h"

#include <nlohmann/json.hpp>

#include "api/base_url.h"
#include "api/envelope.h"
#include "api/json_body.h"
#include "api/prediction_json.h"
#include "api/submission_options.h"
#include "api/sync_mode.h"
#include "api/unknown_model.h"
#include "api/upload_url.h"
#include "api/webhook_url.h"
#include "domain/accounts/account_tier.h"
#include "domain/accounts/limits.h"
#include "domain/billing/discounts.h"
#include "domain/billing/ledger.h"
#include "domain/models/input_media.h"
#include "domain/models/input_validation.h"
#include "domain/models/pricing.h"
#include "domain/outputs/output_spec.h"
#include "domain/tasks/history.h"
#include "domain/tasks/lifecycle.h"
#include "domain/tasks/task_plan.h"

namespace wavespeed_mock {
namespace {

// Of a task whose input is an upload that is gone. The request is at fault: the charge is kept.
const FailureRule kLostMedia = {
    .probability = 1, .code = 1402, .error = "input media could not be fetched"};

// Whether an input is an upload of ours that never came, or that is kept no more.
bool needs_lost_media(const ApiContext& context, const Call& call, const Model& model,
                      const nlohmann::json& inputs) {
  bool lost = false;
  for_each_media_url(model.inputs, inputs, [&](const std::string& url) {
    const auto place = find_upload_place(url, call.request);
    lost |= place && context.uploads.find_file(place->id, place->name, call.now) == nullptr;
  });
  return lost;
}

// Limits, then credit, then the commit: either all of it happens or nothing. The charge is the list
// price until the account's discount is known.
std::optional<ApiError> commit(Prediction& prediction, const ApiContext& context, const Call& call,
                               AccountState& state, Timestamp now) {
  const Account& account = call.account->account();
  const Demand demand{prediction.model->output, prediction.output.count};
  const Tier& tier = tier_of(state);
  const auto admission = admit(state.limits, tier, context.rules.over_limit, demand, now);
  if (!admission) return admission.error();
  const Money list_price = prediction.charge;
  prediction.charge = discounted(list_price, discount_rate(state, prediction.model->id, now));
  if (auto problem = find_credit_problem(state.ledger, *prediction.model, prediction.charge))
    return problem;

  prediction.created_at = now;
  const TaskSeed fate{context.latency, account.draws, state.submissions++};
  plan_task(prediction, fate, call.faults.task, admission->starts, call.trace.draws);
  occupy(state.limits, tier, demand, *admission, prediction.ended_at);
  charge(state.ledger, prediction, list_price, call.key);
  return std::nullopt;
}

void note(RequestTrace& trace, const Prediction& prediction) {
  trace.prediction = prediction.id;
  trace.model = prediction.model->id;
  trace.status = to_text(Status::created);
  trace.credit = -prediction.charge;
}

}  // namespace

Outcome<Response> submit(const ApiContext& context, const Call& call) {
  const std::string_view model_id = call.values[0];
  const Model* model = context.catalogue.find(model_id);
  if (model == nullptr) {
    return unknown_model(context.catalogue, model_id);
  }
  nlohmann::json inputs;
  if (auto problem = read_json_object(call.request, inputs)) return *std::move(problem);
  if (auto problem = find_input_problem(model->inputs, inputs)) {
    return bad_request("invalid input: " + *problem);
  }
  auto webhook_url = webhook_url_of(call.request, inputs, context.rules.webhook_private);
  if (!webhook_url) return std::move(webhook_url.error());

  auto prediction = std::make_shared<Prediction>();
  if (auto problem = read_submission_options(inputs, *prediction)) return *std::move(problem);
  prediction->account = call.account->number();
  prediction->model = model;
  prediction->charge = price_of(*model, inputs);
  prediction->output = output_spec_of(*model, inputs);
  prediction->inputs = call.request.body;
  if (needs_lost_media(context, call, *model, inputs)) set_failure(*prediction, kLostMedia);
  bool announced = !webhook_url->empty();
  PendingWebhook order;
  if (announced) {
    order = {*std::move(webhook_url), "", call.account, prediction, call.faults.webhook};
    append_base_url(order.base_url, call.request);
  }
  // The task, its charge and its webhook come under one lock: a snapshot has all of it or nothing.
  auto refused = call.account->with(call.now, [&](AccountState& state, Timestamp now) {
    auto problem = commit(*prediction, context, call, state, now);
    if (!problem) {
      forget_old(state.history, context.store, context.rules.retention, now);
      state.history.push_back(prediction);
      context.store.add_prediction(prediction);
      announced = announced && is_announced(*prediction);
      if (announced) context.webhooks.enqueue(std::move(order));
    }
    return problem;
  });
  if (refused) return *std::move(refused);
  if (announced) context.webhooks.notify();
  note(call.trace, *prediction);
  if (prediction->sync_mode) {
    call.trace.status = to_text(sync_status(*prediction, context.rules.sync_wait));
    Response response = sync_response(*prediction, context.rules.sync_wait, call.request);
    context.clock.jump_to(response.delivery.not_before);
    return response;
  }
  // Whatever its run time, a task has just been created when its submission is answered.
  return prediction_response(*prediction, Status::created, call.request);
}

}  // namespace wavespeed_mock

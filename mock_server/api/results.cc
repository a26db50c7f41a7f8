#include "api/results.h"

#include "api/prediction_json.h"
#include "domain/accounts/account_tier.h"
#include "domain/accounts/rate_limits.h"
#include "domain/tasks/history.h"

namespace wavespeed_mock {

Outcome<Response> get_result(const ApiContext& context, const Call& call) {
  const auto prediction =
      find_kept(context.store, call.values[0], context.rules.retention, call.now);
  // Another account's task is as unknown as one that never was.
  if (prediction == nullptr || prediction->account != call.account->number()) {
    return ApiError{.http = 404, .code = 404, .message = "Prediction not found"};
  }
  if (context.rules.limit_results) {
    const auto over = call.account->with(call.now, [&](AccountState& state, Timestamp now) {
      return count_result(state.limits, tier_of(state), prediction->model->output, now);
    });
    if (over) return *over;
  }
  Timestamp now = call.now;
  if (now < prediction->ended_at) {
    // A clock in automatic mode is now there: the first poll already shows the end.
    context.clock.jump_to(prediction->ended_at);
    now = context.clock.now();
  }
  const Status status = status_at(*prediction, now);
  call.trace.prediction = prediction->id;
  call.trace.model = prediction->model->id;
  call.trace.status = to_text(status);
  return prediction_response(*prediction, status, call.request);
}

}  // namespace wavespeed_mock

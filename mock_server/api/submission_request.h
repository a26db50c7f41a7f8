// What the request of a submission asks for. Plain data: nothing is decided yet.
#pragma once

#include <string>

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"
#include "domain/tasks/task_plan.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

struct SubmissionRequest {
  TaskRequest task;
  Money list_price;
  std::string price_problem;  // why it is only the base price; "" where it is the model's price
  std::string webhook_url;    // "" for none
};

// 404 for a model that does not exist; 400 for a body that is not a JSON object, inputs that the
// model's schema refuses, a webhook URL that cannot be used, and a webhook together with Base64
// outputs.
Outcome<SubmissionRequest> read_submission(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock

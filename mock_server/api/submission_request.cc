#include "api/submission_request.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "api/json_body.h"
#include "api/submission_options.h"
#include "api/unknown_model.h"
#include "api/upload_url.h"
#include "api/webhook_url.h"
#include "domain/models/input_media.h"
#include "domain/models/input_validation.h"
#include "domain/models/pricing.h"
#include "domain/outputs/output_spec.h"

namespace wavespeed_mock {
namespace {

// Whether an input is an upload of ours that never came, or that is kept no more.
bool lacks_media(const ApiContext& context, const Call& call, const Model& model,
                 const nlohmann::json& inputs) {
  return std::ranges::any_of(media_urls(model.inputs, inputs), [&](std::string_view url) {
    const auto location = find_upload_location(url, call.request);
    return location && context.uploads.find_file(location->id, location->name, call.now) == nullptr;
  });
}

}  // namespace

Outcome<SubmissionRequest> read_submission(const ApiContext& context, const Call& call) {
  const std::string_view model_id = call.values[0];
  const Model* model = context.catalogue.find(model_id);
  if (model == nullptr) return unknown_model(context.catalogue, model_id);

  nlohmann::json inputs;
  if (auto problem = read_json_object(call.request, inputs)) return *std::move(problem);
  if (auto problem = find_input_problem(model->inputs, inputs)) {
    return bad_request("invalid input: " + *problem);
  }
  auto webhook_url = webhook_url_of(call.request, inputs, context.rules.webhook_private);
  if (!webhook_url) return std::move(webhook_url.error());
  auto options = read_submission_options(inputs);
  if (!options) return std::move(options.error());

  return SubmissionRequest{.task = {.account = call.account->number(),
                                    .model = model,
                                    .output = output_spec_of(*model, inputs),
                                    .sync_mode = options->sync_mode,
                                    .base64_output = options->base64_output,
                                    .media_missing = lacks_media(context, call, *model, inputs),
                                    .inputs = call.request.body},
                           .list_price = price_of(*model, inputs),
                           .webhook_url = *std::move(webhook_url)};
}

}  // namespace wavespeed_mock

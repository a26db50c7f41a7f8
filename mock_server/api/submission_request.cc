#include "api/submission_request.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "api/json_body.h"
#include "api/quoted_price.h"
#include "api/requested_model.h"
#include "api/submission_options.h"
#include "api/upload_url.h"
#include "api/webhook_url.h"
#include "domain/models/input_media.h"
#include "domain/models/input_validation.h"
#include "domain/outputs/output_spec.h"

namespace wavespeed_mock {
namespace {

// It begins as the service's own message.
constexpr const char* kBase64Webhook =
    "webhook callback does not support base64 output: leave out the webhook, or "
    "\"enable_base64_output\"";

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
  const auto found = requested_model(context, call.values[0]);
  if (!found) return found.error();
  const Model* const model = *found;

  nlohmann::json inputs;
  if (auto problem = read_json_object(call.request, inputs)) return *std::move(problem);
  if (auto problem = find_input_problem(model->inputs, inputs, context.rules.unknown_inputs)) {
    return bad_request("invalid input: " + *problem);
  }
  auto webhook_url = webhook_url_of(call.request, inputs, context.rules.webhook_private);
  if (!webhook_url) return std::move(webhook_url.error());
  auto options = read_submission_options(inputs);
  if (!options) return std::move(options.error());
  if (options->base64_output && !webhook_url->empty()) return bad_request(kBase64Webhook);

  Price price = quoted_price(context, call, *model, inputs);

  return SubmissionRequest{
      .task = {.account = call.account->number(),
               .model = model,
               .output = output_spec_of(*model, inputs, context.rules.output_names),
               .sync_mode = options->sync_mode,
               .base64_output = options->base64_output,
               .media_missing = lacks_media(context, call, *model, inputs),
               .inputs = call.request.body},
      .list_price = price.amount,
      .price_problem = std::move(price.problem),
      .webhook_url = *std::move(webhook_url)};
}

}  // namespace wavespeed_mock

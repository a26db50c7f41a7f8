#include "api/webhook_delivery.h"

#include <string>
#include <utility>

#include "api/prediction_json.h"
#include "api/webhook_secret.h"
#include "base/text/quoting.h"
#include "domain/billing/ledger.h"
#include "domain/webhooks/webhook_signature.h"

namespace wavespeed_mock {
namespace {

// As long as the service's own ids of deliveries: the beginning of the prediction's id.
constexpr std::size_t kIdDigits = 25;

// As much of a receiver's answer as helps a person.
constexpr std::size_t kMaxAnswer = 200;

WebhookRequest render(const DueWebhook& due, Timestamp now) {
  const PendingWebhook& pending = *due.webhook;
  const Prediction& prediction = *pending.prediction;
  WebhookRequest request{.id = due.id, .url = pending.url};
  append_prediction(request.body, prediction, status_at(prediction, prediction.ended_at),
                    pending.base_url);
  const std::string id = to_hex(prediction.id).substr(0, kIdDigits);
  const std::string timestamp = webhook_timestamp(now - pending.fault.timestamp_age);
  std::string secret = current_webhook_secret(*pending.account, now);
  if (pending.fault.wrong_signature) secret += "-of-another-account";
  request.headers = {{"Content-Type", "application/json"},
                     {"webhook-id", id},
                     {"webhook-timestamp", timestamp},
                     {"webhook-signature", webhook_signature(secret, id, timestamp, request.body)}};
  return request;
}

}  // namespace

std::vector<WebhookRequest> take_due_webhooks(const ApiContext& context, Timestamp now,
                                              std::size_t max) {
  std::vector<WebhookRequest> requests;
  for (const DueWebhook& due : context.webhooks.take_due(now, max)) {
    requests.push_back(render(due, now));
  }
  return requests;
}

void complete_webhook(const ApiContext& context, Timestamp now, std::uint64_t id,
                      WebhookAnswer answer) {
  answer.answer = shortened(answer.answer, kMaxAnswer);
  const auto failed = context.webhooks.complete(id, std::move(answer), now);
  if (failed == nullptr || !context.rules.webhook_refund) return;
  failed->account->with(now, [&](AccountState& state, Timestamp time) {
    refund(state.ledger, failed->prediction->id, time);
  });
}

}  // namespace wavespeed_mock

#include "control/webhooks.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "api/webhook_secret.h"
#include "base/value/due_time.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "contract/redaction/redaction.h"
#include "domain/accounts/all_keys.h"
#include "domain/webhooks/webhook_queue.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const WebhookAttempt& attempt, Redaction& redaction) {
  const auto milliseconds =
      std::chrono::round<std::chrono::milliseconds>(attempt.ended_at - attempt.began_at).count();
  ordered_json out = {{"time", to_rfc3339(attempt.began_at)}, {"duration_ms", milliseconds}};
  if (attempt.answer.status > 0) {
    out["status"] = attempt.answer.status;
    out["answer"] = redaction.redacted(attempt.answer.answer);
  } else {
    out["error"] = redaction.redacted(attempt.answer.error);
  }
  return out;
}

// What a fault does to it; what it leaves alone is not told.
ordered_json to_json(const WebhookFault& fault) {
  ordered_json out = ordered_json::object();
  if (fault.duplicates > 0) out["duplicates"] = fault.duplicates;
  if (fault.late > Duration::zero()) out["late"] = to_text(fault.late);
  if (fault.out_of_order) out["out_of_order"] = true;
  if (fault.wrong_signature) out["wrong_signature"] = true;
  if (fault.timestamp_age > Duration::zero()) out["timestamp_age"] = to_text(fault.timestamp_age);
  return out;
}

bool waits(const Webhook& webhook) {
  return webhook.due != kNever &&
         (webhook.state == WebhookState::waiting || webhook.state == WebhookState::retrying ||
          webhook.state == WebhookState::repeating);
}

ordered_json to_json(const Webhook& webhook, Redaction& redaction) {
  ordered_json attempts = ordered_json::array();
  for (const WebhookAttempt& attempt : webhook.attempts) {
    attempts.push_back(to_json(attempt, redaction));
  }
  ordered_json out = {
      {"id", webhook.id},
      {"prediction_id", to_hex(webhook.prediction)},
      {"url", redaction.redacted(webhook.url)},
      {"state", to_text(webhook.state)},
      {"next_attempt", waits(webhook) ? ordered_json(to_rfc3339(webhook.due)) : ordered_json()},
      {"attempts", std::move(attempts)}};
  if (!webhook.fault.empty()) out["fault"] = to_json(webhook.fault);
  return out;
}

}  // namespace

Outcome<Response> list_webhooks(const ControlContext& context, const Call& call) {
  const WebhookQueue::Listing listing = context.webhooks.list(call.account->number());
  ordered_json webhooks = ordered_json::array();
  Redaction redaction(ContractDocument::builtin());
  PlaceholderNumbers numbers;
  if (!listing.webhooks.empty()) {
    const AllKeys keys(context.store);
    keys.teach(redaction);
    keys.number(*call.account, numbers);
    redaction.number_by(numbers);
  }
  // All addresses first: a receiver may answer with what its own or another one names.
  for (const Webhook& webhook : listing.webhooks) redaction.learn_named(webhook.url);
  for (const Webhook& webhook : listing.webhooks) webhooks.push_back(to_json(webhook, redaction));
  return success({{"webhooks", std::move(webhooks)}, {"dropped", listing.dropped}});
}

Outcome<Response> rotate_webhook_secret(const ControlContext&, const Call& call) {
  return success({{"secret", rotated_webhook_secret(*call.account, call.now)}});
}

}  // namespace wavespeed_mock

// The delivery of webhooks.
// Each webhook is rendered and signed when it is due, and completed with the receiver's answer.
//
// The webhook sender calls these functions, from its own threads; any thread may.
#pragma once

#include <vector>

#include "api/api_context.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/webhook.h"

namespace wavespeed_mock {

// Begins the attempts that are due at `now`, at most `max`. Each attempt has a new
// timestamp and a new signature, made with the account's current secret; all attempts of one
// webhook have the same webhook-id.
std::vector<WebhookRequest> take_due_webhooks(const ApiContext& context, Timestamp now,
                                              std::size_t max);

// Ends an attempt. When the last attempt failed and the option `webhook_refund` is on, the charge
// of the task is refunded, once.
void complete_webhook(const ApiContext& context, Timestamp now, std::uint64_t id,
                      WebhookAnswer answer);

}  // namespace wavespeed_mock

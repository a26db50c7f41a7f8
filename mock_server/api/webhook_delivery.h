// Webhooks on their way out: rendered and signed when they are due, settled when they are
// answered.
//
// Nobody's request is behind it; every function may be called from any thread.
#pragma once

#include <vector>

#include "api/api_context.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/webhook.h"

namespace wavespeed_mock {

// Begins the attempts that are due at `now`, at most `most`. Each is dated and signed anew, by the
// secret its account has now; webhook-id stays the same for all attempts of one.
std::vector<WebhookRequest> due_webhooks(const ApiContext& context, Timestamp now,
                                         std::size_t most);

// Ends an attempt. When it was the last one, in vain, and the option `webhook_refund` is on, the
// task's charge is refunded, once.
void webhook_answered(const ApiContext& context, Timestamp now, std::uint64_t id,
                      WebhookAnswer answer);

}  // namespace wavespeed_mock

// One webhook, which announces the end of a task. It knows its attempts so far.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "records/prediction_id.h"
#include "records/webhook_fault.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/webhook.h"

namespace wavespeed_mock {

enum class WebhookState : std::uint8_t {
  waiting,    // for the task to end, or for its turn
  sending,    // an attempt is under way
  retrying,   // waits for another attempt
  repeating,  // answered with 2xx, but a fault has it sent again
  delivered,  // answered with 2xx
  failed,     // every attempt failed
  dropped,    // made room for others before its first attempt
};
inline constexpr std::size_t kWebhookStates = static_cast<std::size_t>(WebhookState::dropped) + 1;

struct WebhookAttempt {
  Timestamp began_at;
  Timestamp ended_at;
  WebhookAnswer answer;
};

struct Webhook {
  std::uint64_t id = 0;  // counts the webhooks of one mock from 1
  PredictionId prediction;
  std::string url;
  WebhookState state = WebhookState::waiting;
  // Of the next attempt, while waiting, retrying or repeating; Timestamp::max() for never.
  Timestamp due;
  WebhookFault fault;
  std::vector<WebhookAttempt> attempts;
};

}  // namespace wavespeed_mock

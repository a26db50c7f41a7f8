// Webhooks as plain values: the request to send, later its result. For users without sockets, who
// deliver webhooks themselves; MockServer delivers them by itself.
//
// Owned by the caller; no locks.
#pragma once

#include <cstdint>
#include <string>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// One attempt to deliver the end of a task: a POST to `url`.
struct WebhookRequest {
  std::uint64_t id = 0;  // of the delivery, for Mock::complete_webhook()
  std::string url;       // as the submission had it, unescaped
  Headers headers;       // Content-Type, webhook-id, webhook-timestamp, webhook-signature
  std::string body;      // the prediction, without an envelope
};

// The result of an attempt.
struct WebhookAnswer {
  int status = 0;        // HTTP status; 2xx is success; 0: there was no answer
  std::string error{};   // why there was none
  std::string answer{};  // the beginning of the answer's body, for people
};

}  // namespace wavespeed_mock

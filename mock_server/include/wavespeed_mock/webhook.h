// Webhooks as plain values: what is to be sent, and what became of it. For users without
// sockets, who deliver them by hand; MockServer does it by itself.
//
// Owned by whoever holds them; no locks.
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

// What an attempt came to.
struct WebhookAnswer {
  int status = 0;        // HTTP status; 2xx is success; 0: there was no answer
  std::string error{};   // why there was none
  std::string answer{};  // the beginning of the answer's body, for people
};

}  // namespace wavespeed_mock

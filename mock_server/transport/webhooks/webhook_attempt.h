// One attempt to deliver a webhook: the name looked up, the address checked, the request sent, the
// answer read, each within its time.
#pragma once

#include <chrono>
#include <stop_token>

#include "transport/client/name_lookup.h"
#include "wavespeed_mock/webhook.h"

namespace wavespeed_mock::transport {

struct WebhookLimits {
  std::chrono::nanoseconds connect = std::chrono::seconds(5);  // for the name, and each address
  std::chrono::nanoseconds answer = std::chrono::seconds(30);  // from the connection to its end
  bool allow_private = false;
  NameLookup look_up = system_lookup;
};

// Errors, too, are in the answer; redirects are not followed. https needs a certificate that the
// system trusts for the host. Names may only lead to where the mock may send: an address that is
// neither public nor loopback is not called unless `allow_private`.
//
// Ends at once when `stop` is asked for.
WebhookAnswer attempt_webhook(const WebhookRequest& request, const WebhookLimits& limits,
                              const std::stop_token& stop);

}  // namespace wavespeed_mock::transport

// How a webhook misbehaves, where a fault says so. Plain data.
#pragma once

#include <cstdint>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct WebhookFault {
  std::uint32_t duplicates = 0;  // additional deliveries, of the same id
  Duration late{0};              // this long after the task's end
  bool out_of_order = false;     // after the account's next webhook, if one comes in time
  bool wrong_signature = false;
  Duration timestamp_age{0};  // signed this long before it is sent

  bool empty() const { return *this == WebhookFault{}; }
  friend bool operator==(const WebhookFault&, const WebhookFault&) = default;
};

}  // namespace wavespeed_mock

// Hands a client's requests to a Mock without a socket.
#pragma once

#include <wavespeed_mock/mock.h>

#include <chrono>
#include <optional>
#include <string>

#include "my_client.h"

// Sends each request to the mock with that key. An answer that would not arrive whole over a socket
// is a broken connection.
inline MyClient::Send send_to(wavespeed_mock::Mock& mock, const std::string& key) {
  return [&mock, key](const MyRequest& request) -> std::optional<MyResponse> {
    const wavespeed_mock::Response answer = mock.handle(
        {.method = request.method,
         .target = request.path,
         .headers = {{"Authorization", "Bearer " + key}, {"Content-Type", "application/json"}},
         .body = request.body});
    if (answer.delivery.ending != wavespeed_mock::Ending::whole) return std::nullopt;
    MyResponse response{.status = answer.status, .retry_after = {}, .body = answer.body};
    if (const std::string* seconds = answer.headers.find("Retry-After")) {
      response.retry_after = std::chrono::seconds(std::stoi(*seconds));
    }
    return response;
  };
}

// Sleeping moves the mock's clock, so that a wait of ten minutes takes no time.
inline MyClient::Sleep sleep_on(wavespeed_mock::Mock& mock) {
  return [&mock](std::chrono::milliseconds pause) { mock.advance(pause); };
}

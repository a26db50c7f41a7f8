// What becomes of a connection whose client goes.
#ifdef WAVESPEED_MOCK_EVENT_ENGINE
#include "transport/event_connection.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "support/raw_client.h"

namespace wavespeed_mock::transport {
namespace {

// Tells the engine's connections by the descriptors that are open.
std::size_t open_descriptors() {
  std::size_t count = 0;
  for (int i = 0; i < 1'024; ++i) {
    if (::fcntl(i, F_GETFD) != -1) ++count;
  }
  return count;
}

// In whatever state its clients leave them, connections end with them.
TEST(EventConnection, IsGivenBackWhenItsClientResetsIt) {
  std::atomic<int> handled = 0;
  const auto engine = start_event_engine({.threads = 1}, [&](const Request& request) {
    Response response{.body = "xy"};
    if (request.target == "/delayed") response.delivery.delay = std::chrono::hours(1);
    if (request.target == "/hung") response.delivery.ending = Ending::hang;
    if (request.target == "/slow") {
      response.delivery.piece_bytes = 1;
      response.delivery.piece_pause = std::chrono::hours(1);
    }
    ++handled;
    return response;
  });
  const std::size_t before = open_descriptors();
  {
    std::vector<RawClient> clients;
    for (const char* const target : {"/", "/delayed", "/hung", "/slow"}) {
      clients.emplace_back(engine->port()).send(std::string("GET ") + target + " HTTP/1.1\r\n\r\n");
    }
    clients.emplace_back(engine->port()).send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf");
    clients.emplace_back(engine->port());
    while (handled < 4) std::this_thread::yield();
    for (RawClient& client : clients) client.reset();
  }
  // The loop works them off by itself: each look costs it a turn.
  while (open_descriptors() > before) std::this_thread::yield();
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace wavespeed_mock::transport
#endif

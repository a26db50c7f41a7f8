// One loop with many connections.
#include "transport/event/event_loop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "support/raw_client.h"

namespace wavespeed_mock::transport::event_loop_test {
namespace {

constexpr int kMany = 200;

std::unique_ptr<Engine> start_one_loop(Handler handler, Clock* clock = nullptr) {
  return start_event_engine({.threads = 1, .clock = clock}, std::move(handler));
}

TEST(EventLoop, IsNotBlockedByDelayedResponses) {
  ManualClock clock;
  const auto engine = start_one_loop(
      [&](const Request& request) {
        Response response{.body = request.target};
        if (request.target == "/delayed") response.delivery.delay = std::chrono::hours(1);
        if (request.target == "/held") {
          response.delivery.not_before = clock.now() + std::chrono::hours(1);
        }
        if (request.target == "/hung") response.delivery.ending = Ending::hang;
        return response;
      },
      &clock);
  std::vector<RawClient> waiting;
  for (int i = 0; i < kMany; ++i) {
    for (const char* const target : {"/delayed", "/held", "/hung"}) {
      waiting.emplace_back(engine->port()).send(std::string("GET ") + target + " HTTP/1.1\r\n\r\n");
    }
  }
  RawClient client(engine->port());
  client.send("GET /now HTTP/1.1\r\n\r\n");
  EXPECT_TRUE(client.read_answer().ends_with("/now"));

  for (RawClient& held : waiting) EXPECT_FALSE(held.has_more());
  // The loop handles this request after the earlier ones, so by now it holds all of them.
  clock.advance(std::chrono::hours(1));
  for (std::size_t i = 1; i < waiting.size(); i += 3) {
    EXPECT_TRUE(waiting[i].read_answer().ends_with("/held"));
  }
}

TEST(EventLoop, IsNotBlockedByAClientThatDoesNotRead) {
  const auto engine = start_one_loop([](const Request& request) {
    return Response{.body = std::string(request.target == "/large" ? 64'000'000 : 1, 'x')};
  });
  RawClient slow(engine->port());
  slow.send("GET /large HTTP/1.1\r\n\r\n");
  for (int i = 0; i < kMany; ++i) {
    RawClient client(engine->port());
    client.send("GET / HTTP/1.1\r\n\r\n");
    EXPECT_TRUE(client.read_answer().ends_with("x"));
  }
  const std::string answer = slow.read_answer();
  EXPECT_EQ(answer.size() - answer.find("\r\n\r\n") - 4, 64'000'000U);
}

}  // namespace
}  // namespace wavespeed_mock::transport::event_loop_test

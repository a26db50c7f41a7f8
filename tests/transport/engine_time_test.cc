// How every engine handles clients that take too long. The test file of each engine instantiates
// these tests. They wait for timeouts of the server, so no upper bound on the time is checked.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <string>

#include "support/raw_client.h"
#include "transport/engine_suite.h"

namespace wavespeed_mock::transport::engine_time_test {
namespace {

using namespace std::chrono_literals;

constexpr auto kStep = 5ms;
constexpr auto kShort = 20ms;

Response answer(const Request& request) {
  return {.body = request.target};
}

// The open descriptors of this process, which has both ends of every connection.
std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

void expect_given_up(RawClient& client, const std::string& message) {
  const std::string said = client.read_answer();
  EXPECT_TRUE(said.starts_with("HTTP/1.1 408 ")) << said;
  EXPECT_NE(said.find(message), std::string::npos) << said;
  EXPECT_TRUE(client.is_closed());
}

TEST_P(EngineTest, TimesOutAStalledRequest) {
  const auto engine = start({.time = {.silence = kShort, .step = kStep}}, answer);
  for (const char* part : {"GET /a HT", "GET /a HTTP/1.1\r\nHost: ", "GET /a HTTP/1.1\r\n\r",
                           "POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcd",
                           "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"}) {
    RawClient client = connect(engine->port());
    client.send(part);
    expect_given_up(client, "no bytes arrived for 0.020 seconds");
  }
}

// The client keeps sending slowly, to hold its connection forever.
TEST_P(EngineTest, TimesOutASlowRequest) {
  const auto engine = start({.time = {.request = kShort, .step = kStep}}, answer);
  for (const char* begin :
       {"GET /a HTTP/1.1\r\nX-Slow: ", "POST /a HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n"}) {
    RawClient client = connect(engine->port());
    client.send(begin);
    // Not so much that the request exceeds its maximum length.
    for (int sent = 0; sent < 2'000 && !client.has_more() && client.send("x"); ++sent) {
    }
    expect_given_up(client, "incomplete after 0.020 seconds");
  }
}

TEST_P(EngineTest, AppliesTheTimeoutPerRequest) {
  const auto engine = start({.time = {.request = 10min, .step = kStep}}, answer);
  RawClient client = connect(engine->port());
  for (int i = 0; i < 3; ++i) {
    client.send("GET /a HTTP/1.1\r\n");
    client.send("\r\n");
    EXPECT_TRUE(client.read_answer().starts_with("HTTP/1.1 200 "));
  }
}

TEST_P(EngineTest, ClosesAnUnusedConnection) {
  const auto engine = start({.time = {.idle = kShort, .step = kStep}}, answer);
  RawClient client = connect(engine->port());
  EXPECT_EQ(client.read_all(), "");
}

TEST_P(EngineTest, ClosesAnIdleConnection) {
  const auto engine = start({.time = {.idle = kShort, .step = kStep}}, answer);
  // On a slow machine the connection may time out before it is used.
  for (int tries = 0; tries < 1000; ++tries) {
    RawClient client = connect(engine->port());
    client.send("GET /a HTTP/1.1\r\n\r\n");
    if (!client.read_answer().starts_with("HTTP/1.1 200 ")) continue;
    EXPECT_EQ(client.read_all(), "");
    return;
  }
  FAIL() << "not one of a thousand connections could be used";
}

TEST_P(EngineTest, TimesOutAClientThatReadsNothing) {
  std::atomic<bool> asked = false;
  const auto engine = start({.time = {.silence = kShort, .step = kStep}}, [&](const Request&) {
    asked = true;
    return Response{.body = std::string(64 * 1024 * 1024, 'x')};
  });
  const std::size_t before = open_descriptors();
  RawClient client = connect(engine->port());
  client.send("GET /a HTTP/1.1\r\n\r\n");
  // The client's end stays open, with its data in the kernel.
  const auto safety_net = std::chrono::steady_clock::now() + 10s;
  const auto is_given_up = [&] { return asked && open_descriptors() == before + 1; };
  while (!is_given_up() && std::chrono::steady_clock::now() < safety_net) {
  }
  EXPECT_TRUE(is_given_up());
}

TEST_P(EngineTest, WaitsForAPendingResponseWithoutLimit) {
  ManualClock clock;
  const auto engine =
      start({.clock = &clock, .time = {.silence = kShort, .step = kStep}}, [&](const Request&) {
        Response held{.body = "at last"};
        held.delivery.not_before = clock.now() + 1h;
        return held;
      });
  // The timeout of this client shows that the same time has passed for the other.
  RawClient waiting = connect(engine->port());
  waiting.send("GET /a HTTP/1.1\r\n\r\n");
  RawClient silent = connect(engine->port());
  silent.send("GET /a HT");
  expect_given_up(silent, "no bytes arrived");
  EXPECT_FALSE(waiting.has_more());
  clock.advance(1h);
  EXPECT_NE(waiting.read_answer().find("at last"), std::string::npos);
}

}  // namespace
}  // namespace wavespeed_mock::transport::engine_time_test

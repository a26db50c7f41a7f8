// Where every engine listens, and how it stops. The test file of each engine instantiates these
// tests.
#include <gtest/gtest.h>
#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/patient_client.h"
#include "support/raw_client.h"
#include "transport/engine_suite.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport::engine_ports_test {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// A client that reads so little that the server cannot finish its response.
constexpr std::size_t kMoreThanSocketsHold = 32 * 1024 * 1024;

TEST_P(EngineTest, StopsInEveryStateOfItsClients) {
  std::mutex mutex;
  std::condition_variable changed;
  int handled = 0;
  const auto engine = start([&](const Request& request) {
    Response response{.body = "x"};
    if (request.target == "/held") response.delivery.delay = std::chrono::nanoseconds::max();
    if (request.target == "/large") response.body.assign(kMoreThanSocketsHold, 'x');
    const std::lock_guard lock(mutex);
    ++handled;
    changed.notify_all();
    return response;
  });

  std::vector<RawClient> silent, idle, half, held, slow;
  constexpr int kOfEach = 10;
  for (int i = 0; i < kOfEach; ++i) {
    silent.emplace_back(connect(engine->port()));
    idle.emplace_back(connect(engine->port())).send("GET / HTTP/1.1\r\n\r\n");
    idle.back().read_answer();
    half.emplace_back(connect(engine->port()))
        .send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf");
    held.emplace_back(connect(engine->port())).send("GET /held HTTP/1.1\r\n\r\n");
    slow.emplace_back(connect(engine->port())).send("GET /large HTTP/1.1\r\n\r\n");
  }
  {
    std::unique_lock lock(mutex);
    ASSERT_TRUE(changed.wait_for(lock, 10s, [&] { return handled == 3 * kOfEach; })) << handled;
  }

  const auto asked = steady_clock::now();
  engine->stop();
  EXPECT_LT(steady_clock::now() - asked, 5s) << "clients are not waited for";

  for (std::vector<RawClient>* clients : {&silent, &idle, &half, &held}) {
    for (RawClient& client : *clients) EXPECT_EQ(client.read_all(), "");
  }
  for (RawClient& client : slow) EXPECT_LT(client.read_all().size(), kMoreThanSocketsHold);
  EXPECT_THROW(RawClient(engine->port()), std::runtime_error);
}

TEST_P(EngineTest, CanBeStoppedRepeatedly) {
  const auto engine = start(echo);
  std::vector<std::jthread> others;
  for (int i = 0; i < 4; ++i) others.emplace_back([&] { engine->stop(); });
  engine->stop();
}

TEST_P(EngineTest, ReleasesItsPortForTheNextEngine) {
  auto engine = start(echo);
  const int port = engine->port();
  RawClient client = connect(port);
  client.send("GET / HTTP/1.1\r\n\r\n");
  client.read_answer();
  engine->stop();
  const auto next = start({.port = port}, echo);
  EXPECT_EQ(next->port(), port);
}

TEST_P(EngineTest, ReleasesItsPortCompletely) {
  // A specific port: a port chosen by the system is released even earlier.
  const int port = start(echo)->port();
  const auto engine = start({.port = port}, echo);
  engine->stop();
  // Without SO_REUSEADDR, so that the port must be completely free.
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ::close(socket);
}

TEST_P(EngineTest, RefusesAPortThatIsTaken) {
  const auto engine = start(echo);
  const std::string what = error_for({.port = engine->port()});
  EXPECT_TRUE(what.starts_with("cannot listen on 127.0.0.1:" + std::to_string(engine->port()) +
                               ": Address already in use; "))
      << what;
}

TEST_P(EngineTest, RefusesANonLocalHost) {
  EXPECT_EQ(
      error_for({.host = "no.such.host.invalid", .port = 0}),
      "cannot listen on no.such.host.invalid:0: \"no.such.host.invalid\" is neither an address "
      "nor a known name");
  // An address reserved for documentation, which no machine has.
  EXPECT_EQ(
      error_for({.host = "192.0.2.1", .port = 0}),
      "cannot listen on 192.0.2.1:0: Cannot assign requested address; it is not an address of "
      "this machine");
  EXPECT_EQ(error_for({.port = 65536}),
            "cannot listen on 127.0.0.1:65536: a port is between 0 and 65535");
  EXPECT_EQ(error_for({.port = -1}),
            "cannot listen on 127.0.0.1:-1: a port is between 0 and 65535");
}

TEST_P(EngineTest, ListensOnEveryAddress) {
  const auto engine = start({.host = "0.0.0.0"}, echo);
  RawClient client = connect(engine->port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(client.read_answer()), "GET /||");
}

TEST_P(EngineTest, ListensOnNames) {
  for (const char* const host : {"localhost", "::1"}) {
    std::unique_ptr<Engine> engine;
    try {
      engine = start({.host = host}, echo);
    } catch (const ConfigError&) {
      continue;  // this machine does not have it
    }
    PatientClient client(url_of(GetParam(), engine->port(), host));
    client.enable_server_certificate_verification(false);
    const auto result = client.Get("/");
    ASSERT_TRUE(result) << host << ": " << httplib::to_string(result.error());
    EXPECT_TRUE(result->body.starts_with("GET /|")) << result->body;
  }
}

}  // namespace
}  // namespace wavespeed_mock::transport::engine_ports_test

// Connections whose client disconnects, and connections over TLS.
#include "transport/event/event_connection.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "support/raw_client.h"
#include "support/self_signed.h"
#include "support/tls_channel.h"

namespace wavespeed_mock::transport::event_connection_test {
namespace {

// The number of open descriptors, to count the engine's connections.
std::size_t open_descriptors() {
  std::size_t count = 0;
  for (int i = 0; i < 1'024; ++i) {
    if (::fcntl(i, F_GETFD) != -1) ++count;
  }
  return count;
}

// A connection ends with its client, in whatever state.
TEST(EventConnection, IsReleasedWhenItsClientResetsIt) {
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
  // The loop needs some turns to process them.
  while (open_descriptors() > before) std::this_thread::yield();
  EXPECT_EQ(open_descriptors(), before);
}

// --- Over TLS

class TlsConnection : public testing::Test {
 protected:
  std::unique_ptr<Engine> start(const TimeLimits& time = {}) {
    const EngineOptions options{.threads = 1, .time = time, .tls = &context_};
    return start_event_engine(options, [this](const Request& request) {
      ++handled_;
      Response response{.body = request.https ? "https" : "http"};
      if (request.target == "/delayed") response.delivery.delay = std::chrono::hours(1);
      return response;
    });
  }

  std::atomic<int> handled_ = 0;

 private:
  const SelfSigned own_;
  const TlsContext context_{{.text = own_.certificate_text(), .name = "certificate"},
                            {.text = own_.key_text(), .name = "key"}};
};

// The first bytes of a TLS client.
const std::string kHalfAHello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);

TEST_F(TlsConnection, MarksRequestsAsHttps) {
  const auto engine = start();
  RawClient client(engine->port(), TlsChannel::open);
  for (int i = 0; i < 2; ++i) {
    client.send("GET / HTTP/1.1\r\n\r\n");
    EXPECT_TRUE(client.read_answer().ends_with("\r\n\r\nhttps"));
  }
}

TEST_F(TlsConnection, RefusesPlainHttp) {
  const auto engine = start();
  const std::string head = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n";
  for (const char* const request :
       {"GET / HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: 9000\r\n\r\nabc",
        "SSH-2.0"}) {
    RawClient client(engine->port());
    client.send(request);
    const std::string answer = client.read_answer();
    EXPECT_TRUE(answer.starts_with(head)) << answer;
    EXPECT_NE(answer.find("\r\n\r\n{\"code\":400,\"message\":\"This port serves HTTPS only"),
              std::string::npos)
        << answer;
    EXPECT_TRUE(client.is_closed());
  }
  RawClient client(engine->port());
  client.send("HEAD / HTTP/1.1\r\n\r\n");
  EXPECT_TRUE(client.read_all().ends_with("\r\n\r\n"));
  EXPECT_EQ(handled_, 0);
}

TEST_F(TlsConnection, AnswersAnInvalidHandshakeWithAnAlert) {
  const auto engine = start();
  RawClient client(engine->port());
  client.send(std::string("\x16\x03\x01\x00\x05hello", 10));
  const std::string answer = client.read_all();
  EXPECT_TRUE(answer.starts_with("\x15")) << answer;
  EXPECT_EQ(client.read_error(), 0);
}

TEST_F(TlsConnection, IsReleasedWhenItsHandshakeIsInterrupted) {
  const auto engine = start();
  const std::size_t before = open_descriptors();
  {
    RawClient silent(engine->port());
    RawClient half(engine->port());
    half.send(kHalfAHello);
    RawClient torn(engine->port());
    torn.send(kHalfAHello);
    torn.reset();
  }
  while (open_descriptors() > before) std::this_thread::yield();
  EXPECT_EQ(open_descriptors(), before);
}

TEST_F(TlsConnection, TimesOutDuringItsHandshake) {
  const std::chrono::milliseconds soon(20);
  const auto engine = start({.handshake = soon, .step = soon});
  RawClient half(engine->port());
  half.send(kHalfAHello);
  EXPECT_TRUE(half.is_closed());
}

TEST_F(TlsConnection, CanBeStoppedDuringItsHandshake) {
  const auto engine = start();
  RawClient half(engine->port());
  half.send(kHalfAHello);
  RawClient other(engine->port(), TlsChannel::open);  // the loop has now read both
  engine->stop();
  EXPECT_EQ(half.read_all(), "");
}

// With close_notify a client can detect a truncated response.
TEST_F(TlsConnection, SendsCloseNotifyUnlessAResponseIsOwed) {
  const auto engine = start();
  RawClient idle(engine->port(), TlsChannel::open);
  RawClient served(engine->port(), TlsChannel::open);
  served.send("GET / HTTP/1.1\r\n\r\n");
  served.read_answer();
  RawClient owed(engine->port(), TlsChannel::open);
  owed.send("GET /delayed HTTP/1.1\r\n\r\n");
  while (handled_ < 2) std::this_thread::yield();
  engine->stop();
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_EQ(idle.read_error(), 0);
  EXPECT_EQ(served.read_all(), "");
  EXPECT_EQ(served.read_error(), 0);
  EXPECT_EQ(owed.read_all(), "");
  EXPECT_NE(owed.read_error(), 0);
}

TEST_F(TlsConnection, ClosesOnCloseNotify) {
  const auto engine = start();
  RawClient client(engine->port(), TlsChannel::open);
  client.send("GET / HTTP/1.1\r\n\r\n");
  client.finish();
  EXPECT_TRUE(client.read_answer().ends_with("https"));
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(client.read_error(), 0);
}

}  // namespace
}  // namespace wavespeed_mock::transport::event_connection_test

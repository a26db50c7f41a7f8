#include "load_generator/connection.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/byte_server.h"

namespace wavespeed_mock::load::connection_test {
namespace {

namespace asio = boost::asio;
using Then = ByteServer::Then;

constexpr const char* kRequest = "GET / HTTP/1.1\r\n\r\n";
constexpr const char* kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
// A safety net for a test that hangs.
constexpr std::chrono::seconds kPatience{30};

// Opens a connection, sends requests in sequence, and records what happens.
class OneClient final : private Connection::User {
 public:
  OneClient(int port, int requests, std::string request = kRequest, bool waits_for_end = false)
      : left_(requests),
        waits_for_end_(waits_for_end),
        request_(std::move(request)),
        target_(asio::ip::address_v4::loopback(), static_cast<asio::ip::port_type>(port)),
        connection_(loop_, target_, *this) {
    connection_.open();
    loop_.run_for(kPatience);
    if (waits_for_end_) events.emplace_back(connection_.is_open() ? "still open" : "closed");
  }

  std::vector<std::string> events;
  const Connection& connection() const { return connection_; }

 private:
  void on_open(bool success) override {
    events.emplace_back(success ? "open" : "not open");
    if (success) next();
  }
  void on_answer(const AnswerReader& answer) override {
    events.push_back(std::to_string(answer.status()) + ' ' + answer.body());
    next();
  }
  void on_lost(Outcome why) override {
    events.emplace_back(to_text(why));
    next();
  }
  void next() {
    if (left_ == 0 && waits_for_end_) return;
    if (left_ == 0) return connection_.close();
    if (!connection_.is_open()) return connection_.open();
    --left_;
    connection_.send(request_, true);
  }

  int left_;
  const bool waits_for_end_;
  const std::string request_;
  asio::io_context loop_;
  asio::ip::tcp::endpoint target_;
  Connection connection_;
};

using Events = std::vector<std::string>;

TEST(Connection, CarriesRequestsInSequence) {
  ByteServer server({{.bytes = kAnswer}});
  const OneClient client(server.port(), 3);
  EXPECT_EQ(client.events, (Events{"open", "200 ok", "200 ok", "200 ok"}));
  EXPECT_EQ(server.connections(), 1U);
  EXPECT_EQ(client.connection().bytes_in(), 3 * std::string(kAnswer).size());
  EXPECT_EQ(client.connection().bytes_out(), 3 * std::string(kRequest).size());
}

TEST(Connection, IsOpenedAgainWhenTheServerHasClosedIt) {
  ByteServer server(
      {{"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na", Then::close},
       {"HTTP/1.0 200 OK\r\n\r\nb", Then::close},
       {.bytes = kAnswer}});
  const OneClient client(server.port(), 3);
  EXPECT_EQ(client.events, (Events{"open", "200 a", "open", "200 b", "open", "200 ok"}));
}

// Servers close a connection that was idle for too long.
TEST(Connection, ReconnectsWhenClosedBetweenTwoRequests) {
  for (const Then then : {Then::close, Then::reset}) {
    ByteServer server({{kAnswer, then}});
    const OneClient client(server.port(), 1, kRequest, /*waits_for_end=*/true);
    EXPECT_EQ(client.events, (Events{"open", "200 ok", "closed"}));
  }
}

TEST(Connection, ReportsHowAResponseWasLost) {
  ByteServer server({{"", Then::close},
                     {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", Then::close},
                     {"", Then::reset},
                     {"nonsense\r\n\r\n", Then::keep},
                     {.bytes = kAnswer}});
  const OneClient client(server.port(), 5);
  EXPECT_EQ(client.events, (Events{"open", "closed early", "open", "closed early", "open", "reset",
                                   "open", "unreadable", "open", "200 ok"}));
}

TEST(Connection, RefusesBytesAfterTheResponse) {
  ByteServer server({{.bytes = std::string(kAnswer) + kAnswer}, {.bytes = kAnswer}});
  const OneClient client(server.port(), 2);
  EXPECT_EQ(client.events, (Events{"open", "200 ok", "open", "200 ok"}));
}

TEST(Connection, SendsARequestLargerThanTheSocketBuffer) {
  ByteServer server({{.bytes = kAnswer}});
  const std::string large = "GET / HTTP/1.1\r\nX: " + std::string(30 << 20, 'x') + "\r\n\r\n";
  const OneClient client(server.port(), 2, large);
  EXPECT_EQ(client.events, (Events{"open", "200 ok", "200 ok"}));
  EXPECT_EQ(client.connection().bytes_out(), 2 * large.size());
}

TEST(Connection, ReportsARefusedConnection) {
  int port = 0;
  {
    const ByteServer gone({{.bytes = kAnswer}});
    port = gone.port();
  }
  const OneClient client(port, 1);
  EXPECT_EQ(client.events, (Events{"not open"}));
}

}  // namespace
}  // namespace wavespeed_mock::load::connection_test

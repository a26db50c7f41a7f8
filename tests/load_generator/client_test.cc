#include "load_generator/client.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <string>
#include <vector>

#include "support/byte_server.h"

namespace wavespeed_mock::load::client_test {
namespace {

namespace asio = boost::asio;
using Then = ByteServer::Then;
using std::chrono::milliseconds;

// A safety net for a test that hangs.
constexpr std::chrono::seconds kPatience{30};

std::string answer(const std::string& body, const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

std::string task(const std::string& status) {
  return answer(R"({"data":{"id":"t1","status":")" + status + R"("}})");
}

Plan plan_of(Scenario scenario) {
  Plan plan;
  plan.scenario = scenario;
  plan.target = "http://127.0.0.1";
  plan.key = "k-1";
  plan.task = "t1";
  plan.poll_interval = milliseconds(1);
  return plan;
}

// Runs the operations of one client in sequence, and records how they end.
class Boss final : private Client::Owner {
 public:
  Boss(const Plan& plan, int port, int operations)
      : left_(operations),
        texts_(plan),
        target_(asio::ip::address_v4::loopback(), static_cast<asio::ip::port_type>(port)),
        client_(loop_, target_, plan, texts_, *this) {
    client_.open();
    loop_.run_for(kPatience);
  }

  std::vector<std::string> ends;
  Stats stats;
  const Client& client() const { return client_; }

 private:
  void on_opened() override { on_free(client_, now()); }
  void on_end(Outcome outcome, Instant intended, Instant at) override {
    EXPECT_LE(intended, at);
    ends.emplace_back(to_text(outcome));
  }
  void on_free(Client& client, Instant at) override {
    EXPECT_FALSE(client.is_under_way());
    if (left_-- == 0) return loop_.stop();
    client.begin(at, &stats, at);
    EXPECT_TRUE(client.is_under_way());
  }
  static Instant now() { return std::chrono::steady_clock::now(); }

  int left_;
  const EncodedRequests texts_;
  asio::io_context loop_;
  asio::ip::tcp::endpoint target_;
  Client client_;
};

using Ends = std::vector<std::string>;

TEST(Client, RunsOperationsInSequenceOnOneConnection) {
  ByteServer server({{.bytes = answer("ok")}});
  const Boss boss(plan_of(Scenario::poll), server.port(), 3);
  EXPECT_EQ(boss.ends, (Ends{"ok", "ok", "ok"}));
  EXPECT_EQ(boss.client().served(), 3U);
  EXPECT_EQ(boss.client().reconnects(), 0U);
  EXPECT_EQ(server.connections(), 1U);
  EXPECT_EQ(boss.stats.bytes_in, 3 * answer("ok").size());
}

TEST(Client, PausesBetweenThePollsOfALifecycle) {
  ByteServer server(
      {{.bytes = task("created")}, {.bytes = task("processing")}, {.bytes = task("completed")}});
  const Boss boss(plan_of(Scenario::lifecycle), server.port(), 1);
  EXPECT_EQ(boss.ends, (Ends{"ok"}));
  EXPECT_EQ(boss.stats.phases.poll.count(), 2U);
  // One pause ends before the second response; the first response is earlier than both.
  EXPECT_GE(boss.stats.phases.finish.max(), milliseconds(2));
}

TEST(Client, ReconnectsAfterALostConnection) {
  ByteServer server({{"", Then::reset}, {.bytes = answer("ok")}});
  const Boss boss(plan_of(Scenario::poll), server.port(), 2);
  EXPECT_EQ(boss.ends, (Ends{"reset", "ok"}));
  EXPECT_EQ(boss.client().reconnects(), 1U);
}

TEST(Client, KeepsTheFirstMessageOfEachUnexpectedStatus) {
  ByteServer server({{.bytes = answer("k-1 is slow", "429 Too Many Requests")},
                     {.bytes = answer("still", "429 Too Many Requests")},
                     {.bytes = answer("fine")}});
  const Boss boss(plan_of(Scenario::poll), server.port(), 3);
  EXPECT_EQ(boss.ends, (Ends{"other status", "other status", "ok"}));
  EXPECT_EQ(boss.stats.messages, (std::map<int, std::string>{{429, "{{key}} is slow"}}));
  EXPECT_EQ(boss.stats.statuses, (std::map<int, std::uint64_t>{{200, 1}, {429, 2}}));
}

}  // namespace
}  // namespace wavespeed_mock::load::client_test

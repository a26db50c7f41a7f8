#include "transport/client/address_exchange.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "support/byte_server.h"
#include "support/loopback_server.h"
#include "support/self_signed.h"
#include "support/silent_listener.h"
#include "support/temp_folder.h"
#include "support/trickling_server.h"

namespace wavespeed_mock::transport::address_exchange_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Then = ByteServer::Then;

WebUrl url_of(const std::string& text) {
  std::string_view problem;
  return *parse_web_url(text, problem);
}

class AddressExchange : public ::testing::Test {
 protected:
  ExchangeOutcome exchange(const std::string& url, const std::string& body = "") {
    const std::string head = (body.empty() ? "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
                                           : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " +
                                                 std::to_string(body.size()) + "\r\n\r\n");
    return exchange_with("127.0.0.1", url_of(url), {.head = head, .body = body}, limits_,
                         tls_.get(), stop_.get_token());
  }
  std::string problem_of(const std::string& url) { return exchange(url).problem; }
  // Of a server that sends these bytes and closes.
  std::string problem_of_bytes(const std::string& bytes) {
    const ByteServer server({{bytes, Then::close}});
    return problem_of(server.url());
  }

  // No test waits that long.
  ExchangeLimits limits_{.connect = hours(1), .answer = hours(1), .body = {.max = 1'000'000}};
  std::unique_ptr<TlsClientContext> tls_;
  std::stop_source stop_;
};

TEST_F(AddressExchange, ReturnsTheAnswer) {
  const ByteServer server(
      {{"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere"}});
  const ExchangeOutcome outcome = exchange(server.url());
  ASSERT_TRUE(outcome.answer) << outcome.problem;
  EXPECT_EQ(outcome.answer->status, 200);
  EXPECT_EQ(outcome.answer->body, "here");
  EXPECT_TRUE(outcome.was_connected);
}

TEST_F(AddressExchange, SendsALargeBody) {
  const LoopbackServer server([](const httplib::Request& request, httplib::Response& response) {
    response.set_content(std::to_string(request.body.size()), "text/plain");
  });
  const ExchangeOutcome outcome = exchange(server.url(), std::string(2'000'000, 'x'));
  ASSERT_TRUE(outcome.answer) << outcome.problem;
  EXPECT_EQ(outcome.answer->body, "2000000");
}

// A server may refuse a request before it has read it.
TEST_F(AddressExchange, TakesAnAnswerThatComesBeforeTheRequestIsSent) {
  const TricklingServer server("HTTP/1.1 413 Too Long\r\nContent-Length: 0\r\n\r\n", "");
  const ExchangeOutcome outcome = exchange(server.url(), std::string(20'000'000, 'x'));
  ASSERT_TRUE(outcome.answer) << outcome.problem;
  EXPECT_EQ(outcome.answer->status, 413);
}

TEST_F(AddressExchange, SaysWhetherThereWasAConnection) {
  int port = 0;
  {
    port = LoopbackServer([](const auto&, auto&) {}).port();
  }
  const ExchangeOutcome refused = exchange("http://a.test:" + std::to_string(port));
  EXPECT_FALSE(refused.was_connected);
  EXPECT_EQ(refused.problem, "the connection was refused or cannot be made");

  limits_.connect = limits_.answer = milliseconds(20);
  const SilentListener full(SilentListener::Kind::full);
  const ExchangeOutcome waiting = exchange(full.url());
  EXPECT_FALSE(waiting.was_connected);
  EXPECT_EQ(waiting.problem, "no connection within 20ms");

  const SilentListener silent(SilentListener::Kind::accepts);
  const ExchangeOutcome late = exchange(silent.url());
  EXPECT_TRUE(late.was_connected);
  EXPECT_EQ(late.problem, "no answer within 20ms");
}

TEST_F(AddressExchange, HasOneTimeLimitForTheWholeAnswer) {
  limits_.answer = milliseconds(50);
  const std::string late = "no answer within 50ms";
  const std::string head = "HTTP/1.1 200 OK\r\n";
  for (const auto& [first, again] : std::vector<std::pair<std::string, std::string>>{
           {"HTTP/1.1 200 ", "O"},
           {head + "X: ", "x"},
           {"", "HTTP/1.1 100 Continue\r\n\r\n"},
           {head + "\r\n", "x"},
           {head + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"}}) {
    const TricklingServer server(first, again);
    EXPECT_EQ(problem_of(server.url()), late) << first << again;
  }
}

TEST_F(AddressExchange, HasALimitForWhateverNeverEnds) {
  const std::string long_head = "the head of the response is longer than 262144 bytes";
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string x(60'000, 'x');
  EXPECT_EQ(problem_of(TricklingServer(head + "X: ", x, 0).url()), long_head);
  EXPECT_EQ(problem_of(TricklingServer(head, "X: " + x + "\r\n", 0).url()), long_head);
  EXPECT_EQ(
      problem_of(TricklingServer("", "HTTP/1.1 100 Continue\r\nX: " + x + "\r\n\r\n", 0).url()),
      long_head);
  EXPECT_EQ(problem_of(TricklingServer(head + "\r\n", x, 0).url()),
            "the response is longer than 1000000 bytes");
  EXPECT_EQ(problem_of(TricklingServer(head + "Transfer-Encoding: chunked\r\n\r\n", x, 0).url()),
            "the line of a chunk's size, or the trailer, is longer than 16384 bytes");
}

TEST_F(AddressExchange, SaysWhatIsWrongWithTheAnswer) {
  EXPECT_EQ(problem_of_bytes("HTTP/1.1 0 X\r\n\r\n"),
            "the status line of the response is malformed: \"HTTP/1.1 0 X\"");
  EXPECT_EQ(problem_of_bytes("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"),
            "the Content-Length of the response is invalid: \"-5\"");
  EXPECT_EQ(problem_of_bytes("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"),
            "the connection ended after 0 of the 1 bytes of the response's body");
  EXPECT_EQ(problem_of_bytes(""), "the connection ended before a response");
  const ByteServer resetting({{"HTTP/1.1 200 OK\r\n\r\nabc", Then::reset}});
  EXPECT_THAT(problem_of(resetting.url()), StartsWith("the connection "));
}

TEST_F(AddressExchange, EndsAtOnceWhenItIsCancelled) {
  for (const auto kind : {SilentListener::Kind::accepts, SilentListener::Kind::full}) {
    const SilentListener silent(kind);
    stop_ = std::stop_source();
    const std::jthread stopper([this] { stop_.request_stop(); });
    EXPECT_EQ(problem_of(silent.url()), kCancelled);
  }
  const ByteServer server({{"HTTP/1.1 204 No Content\r\n\r\n"}});
  EXPECT_EQ(problem_of(server.url()), kCancelled) << "for good";
  EXPECT_EQ(server.requests(), 0U);
}

class TlsExchange : public AddressExchange {
 protected:
  TlsExchange() {
    own_.write(temp_.file("own.pem"));
    tls_ = std::make_unique<TlsClientContext>(temp_.file("own.pem"));
  }
  const TempFolder temp_;
  const SelfSigned own_;
};

TEST_F(TlsExchange, SendsAndReceives) {
  const LoopbackServer server(
      [](const httplib::Request& request, httplib::Response& response) {
        response.set_content(request.body + '!', "text/plain");
      },
      &own_);
  const std::string body(900'000, 'x');
  const ExchangeOutcome outcome = exchange(server.url(), body);
  ASSERT_TRUE(outcome.answer) << outcome.problem;
  EXPECT_EQ(outcome.answer->body, body + '!');
}

TEST_F(TlsExchange, ReportsWhyTheHandshakeFailed) {
  const ByteServer closing({{"", Then::close}});
  const std::string port = std::to_string(closing.port());
  const LoopbackServer plain([](const auto&, auto&) {});
  EXPECT_EQ(problem_of("https" + plain.url().substr(4)), "the TLS handshake failed");
  const SilentListener silent(SilentListener::Kind::accepts);
  limits_.answer = milliseconds(20);
  EXPECT_EQ(problem_of("https" + silent.url().substr(4)), "no answer within 20ms");
}

}  // namespace
}  // namespace wavespeed_mock::transport::address_exchange_test

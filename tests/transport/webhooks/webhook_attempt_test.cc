#include "transport/webhooks/webhook_attempt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "support/byte_server.h"
#include "support/silent_listener.h"
#include "support/trickling_server.h"
#include "support/webhook_receiver.h"

namespace wavespeed_mock::transport::webhook_attempt_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using ::testing::HasSubstr;

using Addresses = std::vector<std::string>;

class WebhookAttempt : public ::testing::Test {
 protected:
  WebhookAnswer attempt(const std::string& url) {
    const WebhookRequest request{.id = 1,
                                 .url = url,
                                 .headers = {{"Content-Type", "application/json"},
                                             {"webhook-id", "abc"},
                                             {"webhook-signature", "v3,00"}},
                                 .body = R"({"id":"1"})"};
    return attempt_webhook(request, limits_, stop_.get_token());
  }

  WebhookReceiver receiver_;
  WebhookLimits limits_;
  std::stop_source stop_;
};

TEST_F(WebhookAttempt, PostsTheGivenRequest) {
  const WebhookAnswer answer = attempt(receiver_.url() + "?a=%22b&c=+,;'#d");
  EXPECT_EQ(answer.status, 200) << answer.error;
  EXPECT_EQ(answer.answer, "thanks");
  EXPECT_EQ(answer.error, "");
  const httplib::Request seen = receiver_.wait_for(1).at(0);
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.target, "/hook?a=%22b&c=+,;'") << "exactly the given URL";
  EXPECT_EQ(seen.body, R"({"id":"1"})");
  EXPECT_EQ(seen.get_header_value("Host"), "127.0.0.1:" + std::to_string(receiver_.port()));
  EXPECT_EQ(seen.get_header_value("Content-Type"), "application/json");
  EXPECT_EQ(seen.get_header_value_count("Content-Type"), 1U);
  EXPECT_EQ(seen.get_header_value("webhook-id"), "abc");
  EXPECT_EQ(seen.get_header_value("webhook-signature"), "v3,00");
  EXPECT_EQ(seen.get_header_value("User-Agent"), "wavespeed-mock");
  EXPECT_FALSE(seen.has_header("Authorization"));
}

TEST_F(WebhookAttempt, ReturnsAnyResponse) {
  receiver_.answer_with({503, 302, 204}, "no");
  EXPECT_EQ(attempt(receiver_.url()).status, 503);
  EXPECT_EQ(attempt(receiver_.url()).status, 302) << "redirects are not followed";
  EXPECT_EQ(attempt(receiver_.url()).status, 204);
  EXPECT_EQ(receiver_.wait_for(3).size(), 3U);
}

TEST_F(WebhookAttempt, ReadsOnlyTheBeginningOfALongResponse) {
  receiver_.answer_with({}, std::string(10'000'000, 'x'));
  const WebhookAnswer answer = attempt(receiver_.url());
  EXPECT_EQ(answer.status, 200) << answer.error;
  EXPECT_EQ(answer.answer, std::string(4'096, 'x'));
}

TEST_F(WebhookAttempt, ReportsARefusedConnection) {
  int port = 0;
  { port = WebhookReceiver().port(); }
  const WebhookAnswer answer = attempt("http://127.0.0.1:" + std::to_string(port) + "/");
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.error, "the connection was refused or cannot be made");
}

TEST_F(WebhookAttempt, TimesOutWaitingForAResponse) {
  const SilentListener silent(SilentListener::Kind::accepts);
  limits_.answer = milliseconds(20);
  const WebhookAnswer answer = attempt(silent.url());
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.error, "no answer within 20ms");
}

TEST_F(WebhookAttempt, TimesOutConnecting) {
  const SilentListener full(SilentListener::Kind::full);
  limits_.connect = milliseconds(20);
  EXPECT_EQ(attempt(full.url()).error, "no connection within 20ms");
}

// A byte from time to time must not keep the attempt alive.
TEST_F(WebhookAttempt, TimesOutASlowReceiver) {
  const TricklingServer slow("HTTP/1.1 200 ", "O");
  limits_.connect = hours(1);
  limits_.answer = milliseconds(20);
  const WebhookAnswer answer = attempt(slow.url());
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.error, "no answer within 20ms");
}

TEST_F(WebhookAttempt, SaysWhatIsWrongWithTheResponse) {
  const ByteServer server({{"HTTP/1.1 0 X\r\n\r\n"}});
  EXPECT_EQ(attempt(server.url()).error,
            "the status line of the response is malformed: \"HTTP/1.1 0 X\"");
}

TEST_F(WebhookAttempt, CanBeCancelled) {
  for (const auto kind : {SilentListener::Kind::accepts, SilentListener::Kind::full}) {
    const SilentListener silent(kind);
    limits_.connect = hours(1);
    limits_.answer = hours(1);
    std::stop_source stop;
    const std::jthread stopper([&stop] { stop.request_stop(); });
    const WebhookAnswer answer = attempt_webhook({.url = silent.url()}, limits_, stop.get_token());
    EXPECT_EQ(answer.status, 0);
    EXPECT_EQ(answer.error, "the mock stopped during the attempt");
  }
}

TEST_F(WebhookAttempt, TriesEachAddressOfAName) {
  limits_.look_up = [](const std::string& host) {
    return host == "hooks.test" ? Addresses{"::1", "127.0.0.1"} : Addresses{};
  };
  const std::string port = std::to_string(receiver_.port());
  const WebhookAnswer answer = attempt("http://hooks.test:" + port + "/hook");
  EXPECT_EQ(answer.status, 200) << answer.error << ": nothing listens on ::1";
  EXPECT_EQ(receiver_.wait_for(1).at(0).get_header_value("Host"), "hooks.test:" + port);
  EXPECT_EQ(attempt("http://other.test/hook").error, "the name other.test cannot be resolved");
  // The first four.
  limits_.look_up = [](const std::string&) { return Addresses{"::1", "::1", "::1", "127.0.0.1"}; };
  EXPECT_EQ(attempt("http://hooks.test:" + port + "/hook").status, 200);
  limits_.look_up = [](const std::string&) {
    return Addresses{"::1", "::1", "::1", "::1", "127.0.0.1"};
  };
  EXPECT_NE(attempt("http://hooks.test:" + port + "/hook").error, "");
}

TEST_F(WebhookAttempt, DoesNotFollowANameToAPrivateAddress) {
  limits_.look_up = [](const std::string&) { return Addresses{"10.0.0.1", "169.254.169.254"}; };
  EXPECT_EQ(attempt("http://hooks.test/").error,
            "10.0.0.1 is a private address; see --webhook-private");
  EXPECT_EQ(attempt("http://192.168.0.1/").error,
            "192.168.0.1 is a private address; see --webhook-private");
  limits_.connect = milliseconds(1);
  limits_.allow_private = true;
  EXPECT_THAT(attempt("http://192.168.0.1:9/").error, testing::Not(HasSubstr("private")));
}

TEST_F(WebhookAttempt, DescribesTlsErrors) {
  const std::string port = std::to_string(receiver_.port());
  EXPECT_EQ(attempt("https://127.0.0.1:" + port + "/").error, "the TLS handshake failed");
}

}  // namespace
}  // namespace wavespeed_mock::transport::webhook_attempt_test

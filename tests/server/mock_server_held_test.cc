// Submissions that a server holds until their tasks end.
#include <gtest/gtest.h>
#include <httplib.h>

#include <chrono>
#include <future>
#include <string>
#include <string_view>

#include "support/contract_watch.h"
#include "support/raw_client.h"

namespace wavespeed_mock::mock_server_held_test {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

TEST(MockServer, HoldsASynchronousSubmissionUntilItsTaskEnds) {
  const WatchedServer server({.latency = Latency::fixed(300ms)});
  httplib::Client client(server.base_url());
  const httplib::Headers key = {{"Authorization", "Bearer k"}};
  const auto asked = steady_clock::now();
  const auto result = client.Post("/api/v3/wavespeed-ai/flux-dev", key,
                                  R"({"prompt":"a","enable_sync_mode":true})", "application/json");
  ASSERT_TRUE(result) << httplib::to_string(result.error());
  EXPECT_GE(steady_clock::now() - asked, std::chrono::milliseconds(300));
  EXPECT_EQ(result->status, 200);
  EXPECT_NE(result->body.find(R"("status":"completed")"), std::string::npos) << result->body;

  // At that time other requests see the task as ended too.
  constexpr std::string_view kGet = R"("get":")";
  const std::size_t url = result->body.find(kGet) + kGet.size() + server.base_url().size();
  const auto polled = client.Get(result->body.substr(url, result->body.find('"', url) - url), key);
  ASSERT_TRUE(polled) << httplib::to_string(polled.error());
  EXPECT_EQ(polled->body, result->body);
}

TEST(MockServer, CanStopWhileItHoldsASubmission) {
  std::promise<Timestamp> held;
  WatchedServer server({.sync_wait = 1h},
                       {.on_exchange = [&](const Request&, const Response& response) {
                         held.set_value(response.delivery.not_before);
                       }});
  RawClient client(server.port());
  const std::string body = R"({"prompt":"a","enable_sync_mode":true})";
  client.send(
      "POST /api/v3/mock/slow HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer k\r\n"
      "Content-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_GT(held.get_future().get(), server.mock().clock().now() + std::chrono::minutes(9));
  server.stop();
  EXPECT_TRUE(client.is_closed()) << "nothing was sent";
}

}  // namespace
}  // namespace wavespeed_mock::mock_server_held_test

// Submissions that a server holds until their tasks end.
#include <gtest/gtest.h>
#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "support/contract_watch.h"
#include "support/patient_client.h"
#include "support/raw_client.h"

namespace wavespeed_mock::mock_server_held_test {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

TEST(MockServer, HoldsASynchronousSubmissionUntilItsTaskEnds) {
  const WatchedServer server({.latency = Latency::fixed(300ms)});
  PatientClient client(server.base_url());
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

void submit_and_wait(RawClient& client, const std::string& model) {
  const std::string body = R"({"prompt":"a","enable_sync_mode":true})";
  client.send("POST /api/v3/" + model +
              " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer k\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
}

TEST(MockServer, CanStopWhileItHoldsASubmission) {
  std::promise<Timestamp> held;
  WatchedServer server({.sync_wait = 1h},
                       {.on_exchange = [&](const Request&, const Response& response) {
                         held.set_value(response.delivery.not_before);
                       }});
  RawClient client(server.port());
  submit_and_wait(client, "mock/slow");
  EXPECT_GT(held.get_future().get(), server.mock().clock().now() + std::chrono::minutes(9));
  server.stop();
  EXPECT_TRUE(client.is_closed()) << "nothing was sent";
}

// A server on which a synchronous submission of a ten-second task is held, and its client.
class HeldSubmission {
 public:
  explicit HeldSubmission(ServerEngine engine)
      : server_({.latency = Latency::fixed(10s), .clock = clock_}, listen(engine)),
        start_(server_.mock().snapshot()),
        client_(server_.port()) {
    submit_and_wait(client_, "wavespeed-ai/flux-dev");
    held_.get_future().wait();
  }

  void advance(Duration step) { clock_->advance(step); }
  Mock& mock() { return server_.mock(); }
  // Of everything, before the submission.
  const Snapshot& start() const { return start_; }

  // After another request was answered, so that the server has had time to notice a move of the
  // clock.
  bool is_answered() {
    RawClient other(server_.port());
    other.send("GET /__mock/clock HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_NE(other.read_answer(), "");
    return client_.has_more();
  }
  // What the client gets; waits for it.
  nlohmann::json answer() {
    const std::string whole = client_.read_answer();
    const std::size_t head = whole.find("\r\n\r\n");
    return nlohmann::json::parse(whole.substr(std::min(head, whole.size())), nullptr, false);
  }
  // What a poll of the task tells.
  nlohmann::json poll(const std::string& id) {
    const Response response =
        watched_answer(server_.mock(), {.method = "GET",
                                        .target = "/api/v3/predictions/" + id + "/result",
                                        .headers = {{"Host", "h"}, {"Authorization", "Bearer k"}}});
    return nlohmann::json::parse(response.body);
  }

 private:
  ListenOptions listen(ServerEngine engine) {
    return {.engine = engine, .on_exchange = [this](const Request& request, const Response&) {
              if (request.method == "POST") held_.set_value();
            }};
  }

  const std::shared_ptr<ManualClock> clock_ = std::make_shared<ManualClock>();
  std::promise<void> held_;
  WatchedServer server_;
  const Snapshot start_;
  RawClient client_;
};

class HeldAcrossARestore : public testing::TestWithParam<ServerEngine> {};
INSTANTIATE_TEST_SUITE_P(OnEachEngine, HeldAcrossARestore,
                         testing::Values(ListenOptions{}.engine, ServerEngine::httplib));

TEST_P(HeldAcrossARestore, AnswersAtItsTimeOnTheRestoredClockThoughItsTaskIsGone) {
  HeldSubmission held(GetParam());
  held.advance(9s);
  held.mock().restore(held.start());
  held.advance(10s - Duration(1));
  EXPECT_FALSE(held.is_answered()) << "the clock was set back by nine seconds";
  held.advance(Duration(1));
  const nlohmann::json answer = held.answer();
  ASSERT_EQ(answer.value("code", 0), 200) << answer;
  EXPECT_EQ(answer["data"]["status"], "completed");
  EXPECT_EQ(held.poll(answer["data"]["id"])["code"], 404);
}

TEST_P(HeldAcrossARestore, AnswersOnceThoughItsTaskRunsAgain) {
  HeldSubmission held(GetParam());
  const Snapshot during = held.mock().snapshot();
  held.advance(10s);
  const nlohmann::json answer = held.answer();
  ASSERT_EQ(answer.value("code", 0), 200) << answer;
  held.mock().restore(during);
  const std::string id = answer["data"]["id"];
  EXPECT_EQ(held.poll(id)["data"]["status"], "processing");
  held.advance(10s);
  EXPECT_EQ(held.poll(id)["data"], answer["data"]) << "the same task ends in the same way";
  EXPECT_FALSE(held.is_answered());
}

}  // namespace
}  // namespace wavespeed_mock::mock_server_held_test

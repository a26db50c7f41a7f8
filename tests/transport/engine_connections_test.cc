// How every engine keeps, closes and holds connections. The test file of each engine instantiates
// these tests.
#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/patient_client.h"
#include "support/raw_client.h"
#include "transport/engine_suite.h"

namespace wavespeed_mock::transport::engine_connections_test {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

TEST_P(EngineTest, KeepsOrClosesTheConnectionAsRequested) {
  struct Case {
    const char* request;
    bool closes;
    const char* said;  // in the head of the response
  };
  const auto engine = start(echo);
  for (const Case& c :
       {Case{"GET / HTTP/1.1\r\n\r\n", false, "200 OK"},
        Case{"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", true, "Connection: close\r\n"},
        Case{"GET / HTTP/1.1\r\nConnection: Close\r\n\r\n", true, "Connection: close\r\n"},
        Case{"GET / HTTP/1.0\r\n\r\n", true, "Connection: close\r\n"},
        Case{"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false,
             "Connection: keep-alive\r\n"}}) {
    RawClient client = connect(engine->port());
    client.send(c.request);
    EXPECT_NE(client.read_answer().find(c.said), std::string::npos) << c.request;
    if (c.closes) {
      EXPECT_TRUE(client.is_closed()) << c.request;
    } else {
      client.send(c.request);
      EXPECT_NE(client.read_answer().find(c.said), std::string::npos) << c.request;
    }
  }
}

TEST_P(EngineTest, ClosesTheConnectionWhenTheResponseSaysSo) {
  const auto engine = start([](const Request&) {
    return Response{.headers = {{"Connection", "close"}}, .body = "bye"};
  });
  RawClient client = connect(engine->port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.read_answer(),
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbye");
  EXPECT_TRUE(client.is_closed());
}

TEST_P(EngineTest, ServesManyConcurrentConnections) {
  const auto engine = start(echo);
  std::vector<RawClient> idle;
  for (int i = 0; i < 200; ++i) {
    idle.emplace_back(connect(engine->port()));
    idle.back().send("GET /idle HTTP/1.1\r\n\r\n");
    ASSERT_EQ(body_of(idle.back().read_answer()), "GET /idle||");
  }
  RawClient next = connect(engine->port());
  next.send("GET /next HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(next.read_answer()), "GET /next||");
  idle.front().send("GET /again HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(idle.front().read_answer()), "GET /again||");
}

TEST_P(EngineTest, AnswersAHalfClosedClient) {
  const auto engine = start([](const Request& request) {
    return Response{.body = request.target, .delivery = {.delay = 1ms}};
  });
  RawClient client = connect(engine->port());
  client.send("GET /1 HTTP/1.1\r\nConnection: close\r\n\r\n");
  client.finish();
  EXPECT_EQ(body_of(client.read_answer()), "/1");
}

// The client reads no response before it has sent all requests, and the responses exceed the socket
// buffers. Nothing may be lost or reordered.
TEST_P(EngineTest, AnswersMoreRequestsThanTheSocketBuffers) {
  constexpr int kRequests = 400;
  const auto engine = start([](const Request& request) {
    return Response{.body = request.target + std::string(50'000, 'x')};
  });
  RawClient client = connect(engine->port());
  std::string all;
  for (int i = 0; i < kRequests; ++i) {
    all += "GET /" + std::to_string(i) + " HTTP/1.1\r\n\r\n";
  }
  client.send(all);
  for (int i = 0; i < kRequests; ++i) {
    const std::string body = body_of(client.read_answer());
    const std::string target = "/" + std::to_string(i);
    ASSERT_EQ(body.size(), target.size() + 50'000);
    ASSERT_TRUE(body.starts_with(target + "x")) << i;
  }
}

// A pending response that waits until ring() is called, or until its timeout.
class RungAnswer final : public PendingAnswer {
 public:
  Duration patience() const override { return patience_; }
  std::optional<Response> look(bool last) override {
    if (last) ++lasts;
    if (!rung && !last) return std::nullopt;
    return Response{.body = rung ? "rung" : "late"};
  }
  std::shared_ptr<void> on_change(std::function<void()> changed) override {
    const std::lock_guard lock(mutex_);
    changed_ = std::move(changed);
    listened_.notify_all();
    return {this, [this](void*) {
              const std::lock_guard inner(mutex_);
              changed_ = nullptr;
            }};
  }
  void wait_for_listener() {
    std::unique_lock lock(mutex_);
    listened_.wait_for(lock, 10s, [&] { return changed_ != nullptr; });
  }
  void ring() {
    wait_for_listener();
    const std::lock_guard lock(mutex_);
    rung = true;
    if (changed_) changed_();
  }

  explicit RungAnswer(Duration patience) : patience_(patience) {}
  std::atomic<bool> rung = false;
  std::atomic<int> lasts = 0;

 private:
  const Duration patience_;
  std::mutex mutex_;
  std::condition_variable listened_;
  std::function<void()> changed_;
};

TEST_P(EngineTest, WaitsForAPendingResponse) {
  const auto patient = std::make_shared<RungAnswer>(1h);
  const auto hasty = std::make_shared<RungAnswer>(1ms);
  const auto engine =
      start([&](const Request& request) { return request.target == "/patient" ? patient : hasty; });
  RawClient client = connect(engine->port());
  client.send("GET /patient HTTP/1.1\r\n\r\nGET /hasty HTTP/1.1\r\n\r\n");
  patient->ring();
  EXPECT_EQ(body_of(client.read_answer()), "rung");
  EXPECT_EQ(body_of(client.read_answer()), "late");
  EXPECT_EQ(patient->lasts, 0);
}

TEST_P(EngineTest, AsksOnceMoreForAClosedClient) {
  const auto answer = std::make_shared<RungAnswer>(1h);
  const auto engine = start([&](const Request&) { return answer; });
  {
    RawClient client = connect(engine->port());
    client.send("GET / HTTP/1.1\r\n\r\n");
    answer->wait_for_listener();
  }
  engine->stop();
  EXPECT_EQ(answer->lasts, 1);
}

TEST_P(EngineTest, ServesAnHttpLibrary) {
  const auto engine = start(echo);
  PatientClient client(url_of(GetParam(), engine->port()));
  client.enable_server_certificate_verification(false);
  client.set_tcp_nodelay(true);
  client.set_keep_alive(true);
  for (int i = 0; i < 20; ++i) {
    const auto result = client.Post("/p", "text", "text/plain");
    ASSERT_TRUE(result) << httplib::to_string(result.error());
    EXPECT_EQ(result->status, 200);
    EXPECT_TRUE(result->body.starts_with("POST /p|") && result->body.ends_with("|text"))
        << result->body;
  }
}

TEST_P(EngineTest, DelaysAResponse) {
  const auto engine = start([](const Request& request) {
    return Response{.body = "late", .delivery = {.delay = request.target == "/late" ? 20ms : 0ms}};
  });
  RawClient client = connect(engine->port());
  const auto asked = steady_clock::now();
  client.send("GET /late HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(client.read_answer()), "late");
  EXPECT_GE(steady_clock::now() - asked, 20ms);
}

}  // namespace
}  // namespace wavespeed_mock::transport::engine_connections_test

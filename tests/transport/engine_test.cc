// How every engine handles connections and requests. The test file of each engine instantiates
// these tests.
#include <gtest/gtest.h>
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "support/raw_client.h"
#include "transport/engine_suite.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::transport {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Returns the request as text: "METHOD target|Name=value,…|body".
Response echo(const Request& request) {
  std::string fields;
  for (const Header& field : request.headers) fields += field.name + "=" + field.value + ",";
  return {.headers = {{"Content-Type", "application/json"}},
          .body = request.method + " " + request.target + "|" + fields + "|" + request.body};
}

std::string body_of(const std::string& answer) {
  const std::size_t head = answer.find("\r\n\r\n");
  return head == std::string::npos ? "" : answer.substr(head + 4);
}

// Whether `answer` is an error in the service's envelope.
void expect_error(const std::string& answer, int status) {
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ")) << answer;
  EXPECT_NE(answer.find("Content-Type: application/json\r\n"), std::string::npos) << answer;
  EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos) << answer;
  const auto envelope = nlohmann::json::parse(body_of(answer), nullptr, false);
  ASSERT_TRUE(envelope.is_object()) << answer;
  EXPECT_EQ(envelope.value("code", 0), status);
  EXPECT_GT(envelope.value("message", "").size(), 20u);
}

TEST_P(EngineTest, PassesRequestsAndResponsesUnchanged) {
  const auto engine = start(echo);
  RawClient client = connect(engine->port());
  client.send(
      "POST /a%20b/c?q=%31&q=+ HTTP/1.1\r\nHost: x\r\nB: a%20b\r\nA: 2\r\nb: 3\r\nE:\r\n"
      "Content-Length: 5\r\n\r\nhello");
  EXPECT_EQ(client.read_answer(),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 73\r\n\r\n"
            "POST /a%20b/c?q=%31&q=+|Host=x,B=a%20b,A=2,b=3,E=,Content-Length=5,|hello");
}

TEST_P(EngineTest, AcceptsABodyWithEveryMethod) {
  const auto engine = start(echo);
  RawClient client = connect(engine->port());
  for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}) {
    client.send(method + " / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(body_of(client.read_answer()), method + " /|Content-Length=3,|abc");
  }
}

TEST_P(EngineTest, DoesNotParseForms) {
  const auto engine = start(echo);
  RawClient client = connect(engine->port());
  const std::string fields = "a=" + std::string(20'000, 'x') + "&b=%31";
  const std::string parts =
      "--B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nv\r\n--B--\r\n";
  for (const auto& [type, body] :
       {std::pair<std::string, std::string>{"application/x-www-form-urlencoded", fields},
        {"multipart/form-data; boundary=B", parts},
        {"multipart/form-data", "no boundary"}}) {
    client.send("POST / HTTP/1.1\r\nContent-Type: " + type +
                "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_TRUE(client.read_answer().ends_with("|" + body)) << type;
  }
}

TEST_P(EngineTest, AnswersHeadWithTheHeadersOfGet) {
  const auto engine = start(echo);
  RawClient client = connect(engine->port());
  client.send("HEAD /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.read_answer(false),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n");
  EXPECT_EQ(
      client.read_answer(),
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\nGET /b||");
}

TEST_P(EngineTest, NeitherCompressesNorAppliesRanges) {
  const auto engine = start([](const Request&) {
    return Response{.headers = {{"Content-Type", "application/json"}},
                    .body = std::string(5000, 'x')};
  });
  RawClient client = connect(engine->port());
  client.send("GET / HTTP/1.1\r\nAccept-Encoding: gzip, br\r\nRange: bytes=0-9\r\n\r\n");
  EXPECT_EQ(client.read_answer(),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n" +
                std::string(5000, 'x'));
}

TEST_P(EngineTest, AnswersPipelinedRequestsInOrder) {
  const auto engine = start(echo);
  RawClient client = connect(engine->port());
  client.send(
      "POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiGET /2 HTTP/1.1\r\n\r\n"
      "GET /3 HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(client.read_answer()), "POST /1|Content-Length=2,|hi");
  EXPECT_EQ(body_of(client.read_answer()), "GET /2||");
  EXPECT_EQ(body_of(client.read_answer()), "GET /3||");
}

TEST_P(EngineTest, AcceptsAChunkedBody) {
  const auto engine = start([](const Request& request) { return Response{.body = request.body}; });
  RawClient client = connect(engine->port());
  client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk(4096, 'x');
  for (int i = 0; i < 256; ++i) client.send("1000\r\n" + chunk + "\r\n");
  client.send("0\r\n\r\n");
  const std::string answer = client.read_answer();
  EXPECT_NE(answer.find("Content-Length: 1048576\r\n"), std::string::npos);
  EXPECT_EQ(body_of(answer), std::string(1024 * 1024, 'x'));
}

TEST_P(EngineTest, SendsContinueWhenExpected) {
  const auto engine = start(echo);
  RawClient client = connect(engine->port());
  client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read_answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hi");
  EXPECT_EQ(body_of(client.read_answer()), "POST /|Expect=100-continue,Content-Length=2,|hi");
}

TEST_P(EngineTest, RefusesInsteadOfContinue) {
  const auto engine = start(echo);
  RawClient client = connect(engine->port());
  client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
  expect_error(client.read_answer(), 413);
}

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

TEST_P(EngineTest, RefusesMalformedRequests) {
  struct Case {
    std::string request;
    int status;
  };
  std::atomic<int> handled = 0;
  const auto engine = start([&](const Request& request) {
    ++handled;
    return echo(request);
  });
  const std::string post = "POST / HTTP/1.1\r\n";
  for (const Case& c : {
           Case{"nonsense\r\n\r\n", 400},
           Case{"BREW /pot HTTP/1.1\r\n\r\n", 400},
           Case{"GET / HTTP/3.0\r\n\r\n", 400},
           Case{"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400},
           Case{"GET / HTTP/1.1\r\nA: 1\rB: 2\r\n\r\n", 400},
           Case{"GET / HTTP/1.1\r\nLong: " + std::string(9000, 'x') + "\r\n\r\n", 400},
           Case{"\r\n\r\nGET / HTTP/1.1\r\n\r\n", 400},
           Case{"GET /" + std::string(9000, 'x') + " HTTP/1.1\r\n\r\n", 414},
           Case{"GET /" + std::string(1'000'000, 'x'), 431},
           Case{post + "Content-Length: x\r\n\r\n", 400},
           Case{post + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n", 400},
           Case{post + "Transfer-Encoding: gzip\r\n\r\n", 501},
           // The client does not wait for 100 Continue, so the response must be sent despite the
           // unread body.
           Case{post + "Content-Length: 9000000\r\n\r\n" + std::string(9'000'000, 'x'), 413},
           Case{post + "Transfer-Encoding: chunked\r\n\r\n300000\r\n", 413},
       }) {
    RawClient client = connect(engine->port());
    SCOPED_TRACE(c.request.substr(0, 60));
    // Sends everything before reading, as many clients do, even if the response arrives earlier.
    EXPECT_TRUE(client.send(c.request));
    expect_error(client.read_answer(), c.status);
    EXPECT_TRUE(client.is_closed());
  }
  EXPECT_EQ(handled, 0);
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

// A packet may end at any position.
TEST_P(EngineTest, AcceptsRequestsInPieces) {
  const auto engine = start(echo);
  const std::string requests =
      "POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi"
      "POST /2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nho\r\n0\r\n\r\n"
      "GET /3 HTTP/1.1\r\n\r\n";
  for (std::size_t cut = 1; cut < requests.size(); ++cut) {
    RawClient client = connect(engine->port());
    client.send(requests.substr(0, cut));
    std::string first;
    if (cut > requests.find("POST /2"))
      first = client.read_answer();  // the rest follows separately
    client.send(requests.substr(cut));
    if (first.empty()) first = client.read_answer();
    EXPECT_EQ(body_of(first), "POST /1|Content-Length=2,|hi") << cut;
    EXPECT_EQ(body_of(client.read_answer()), "POST /2|Transfer-Encoding=chunked,|ho") << cut;
    EXPECT_EQ(body_of(client.read_answer()), "GET /3||") << cut;
  }
}

TEST_P(EngineTest, AcceptsALargeBodyAndTheNextRequest) {
  const auto engine = start([](const Request& request) {
    return Response{.body = request.method + std::to_string(request.body.size())};
  });
  RawClient client = connect(engine->port());
  client.send("POST / HTTP/1.1\r\nContent-Length: 1048576\r\n\r\n");
  for (int i = 0; i < 1024; ++i) client.send(std::string(1024, 'x'));
  client.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(client.read_answer()), "POST1048576");
  EXPECT_EQ(body_of(client.read_answer()), "GET0");
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
  httplib::Client client(url_of(GetParam(), engine->port()));
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

// A client that reads so little that the server cannot finish its response.
constexpr std::size_t kMoreThanSocketsHold = 64 * 1024 * 1024;

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
  EXPECT_LT(steady_clock::now() - asked, 5s);

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
    httplib::Client client(url_of(GetParam(), engine->port(), host));
    client.enable_server_certificate_verification(false);
    const auto result = client.Get("/");
    ASSERT_TRUE(result) << host << ": " << httplib::to_string(result.error());
    EXPECT_TRUE(result->body.starts_with("GET /|")) << result->body;
  }
}

}  // namespace

std::string EngineTest::error_for(const EngineOptions& options) {
  try {
    start(options, echo);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

}  // namespace wavespeed_mock::transport

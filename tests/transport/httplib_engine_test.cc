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
#include "transport/engine.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock::transport {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::size_t kMostBody = 2 * 1024 * 1024;

// Answers with what it was asked: "METHOD target|Name=value,…|body".
Response echo(const Request& request) {
  std::string fields;
  for (const Header& field : request.headers) fields += field.name + "=" + field.value + ",";
  return {.headers = {{"Content-Type", "application/json"}},
          .body = request.method + " " + request.target + "|" + fields + "|" + request.body};
}

std::unique_ptr<Engine> start(Handler handler) {
  return start_httplib_engine({.max_body_bytes = kMostBody}, std::move(handler));
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

TEST(HttplibEngine, HandsOverWhatWasSentAndSendsWhatItIsGiven) {
  const auto engine = start(echo);
  RawClient client(engine->port());
  client.send(
      "POST /a%20b/c?q=%31&q=+ HTTP/1.1\r\nHost: x\r\nB: a%20b\r\nA: 2\r\nb: 3\r\nE:\r\n"
      "Content-Length: 5\r\n\r\nhello");
  EXPECT_EQ(client.read_answer(),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 73\r\n\r\n"
            "POST /a%20b/c?q=%31&q=+|Host=x,B=a%20b,A=2,b=3,E=,Content-Length=5,|hello");
}

TEST(HttplibEngine, TakesEveryMethodWithABody) {
  const auto engine = start(echo);
  RawClient client(engine->port());
  for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}) {
    client.send(method + " / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(body_of(client.read_answer()), method + " /|Content-Length=3,|abc");
  }
}

TEST(HttplibEngine, LeavesFormsAlone) {
  const auto engine = start(echo);
  RawClient client(engine->port());
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

TEST(HttplibEngine, TellsAHeadWhatAGetWouldSend) {
  const auto engine = start(echo);
  RawClient client(engine->port());
  client.send("HEAD /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.read_answer(false),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n");
  EXPECT_EQ(
      client.read_answer(),
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\nGET /b||");
}

TEST(HttplibEngine, NeitherCompressesNorCutsRanges) {
  const auto engine = start([](const Request&) {
    return Response{.headers = {{"Content-Type", "application/json"}},
                    .body = std::string(5000, 'x')};
  });
  RawClient client(engine->port());
  client.send("GET / HTTP/1.1\r\nAccept-Encoding: gzip, br\r\nRange: bytes=0-9\r\n\r\n");
  EXPECT_EQ(client.read_answer(),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n" +
                std::string(5000, 'x'));
}

TEST(HttplibEngine, AnswersPipelinedRequestsInOrder) {
  const auto engine = start(echo);
  RawClient client(engine->port());
  client.send(
      "POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiGET /2 HTTP/1.1\r\n\r\n"
      "GET /3 HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(client.read_answer()), "POST /1|Content-Length=2,|hi");
  EXPECT_EQ(body_of(client.read_answer()), "GET /2||");
  EXPECT_EQ(body_of(client.read_answer()), "GET /3||");
}

TEST(HttplibEngine, TakesABodyInChunks) {
  const auto engine = start([](const Request& request) { return Response{.body = request.body}; });
  RawClient client(engine->port());
  client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk(4096, 'x');
  for (int i = 0; i < 256; ++i) client.send("1000\r\n" + chunk + "\r\n");
  client.send("0\r\n\r\n");
  const std::string answer = client.read_answer();
  EXPECT_NE(answer.find("Content-Length: 1048576\r\n"), std::string::npos);
  EXPECT_EQ(body_of(answer), std::string(1024 * 1024, 'x'));
}

TEST(HttplibEngine, TellsTheClientToGoOn) {
  const auto engine = start(echo);
  RawClient client(engine->port());
  client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read_answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hi");
  EXPECT_EQ(body_of(client.read_answer()), "POST /|Expect=100-continue,Content-Length=2,|hi");
}

TEST(HttplibEngine, TellsTheClientNotToGoOn) {
  const auto engine = start(echo);
  RawClient client(engine->port());
  client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
  expect_error(client.read_answer(), 413);
}

TEST(HttplibEngine, KeepsOrEndsTheConnectionAsTheClientWants) {
  struct Case {
    const char* request;
    bool closes;
    const char* said;  // in the answer's head
  };
  const auto engine = start(echo);
  for (const Case& c :
       {Case{"GET / HTTP/1.1\r\n\r\n", false, "200 OK"},
        Case{"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", true, "Connection: close\r\n"},
        Case{"GET / HTTP/1.1\r\nConnection: Close\r\n\r\n", true, "Connection: close\r\n"},
        Case{"GET / HTTP/1.0\r\n\r\n", true, "Connection: close\r\n"},
        Case{"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false,
             "Connection: keep-alive\r\n"}}) {
    RawClient client(engine->port());
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

TEST(HttplibEngine, EndsTheConnectionWhenTheResponseSaysSo) {
  const auto engine = start([](const Request&) {
    return Response{.headers = {{"Connection", "close"}}, .body = "bye"};
  });
  RawClient client(engine->port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.read_answer(),
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbye");
  EXPECT_TRUE(client.is_closed());
}

TEST(HttplibEngine, RefusesWhatItCannotRead) {
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
           Case{"GET / HTTP/1.1\r\nLong: " + std::string(9000, 'x') + "\r\n\r\n", 400},
           Case{"GET / HTTP/1.1\r\nRange: nonsense\r\n\r\n", 416},
           Case{"GET /" + std::string(9000, 'x') + " HTTP/1.1\r\n\r\n", 414},
           Case{"GET /" + std::string(1'000'000, 'x'), 431},
           Case{post + "Content-Length: x\r\n\r\n", 400},
           Case{post + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n", 400},
           Case{post + "Transfer-Encoding: gzip\r\n\r\n", 501},
           // Sent without waiting for a go-ahead: the answer has to get past the unread body.
           Case{post + "Content-Length: 9000000\r\n\r\n" + std::string(9'000'000, 'x'), 413},
           Case{post + "Transfer-Encoding: chunked\r\n\r\n300000\r\n", 413},
       }) {
    RawClient client(engine->port());
    SCOPED_TRACE(c.request.substr(0, 60));
    // To the end, even if the answer has come before: many clients read only then.
    EXPECT_TRUE(client.send(c.request));
    expect_error(client.read_answer(), c.status);
    EXPECT_TRUE(client.is_closed());
  }
  EXPECT_EQ(handled, 0);
}

TEST(HttplibEngine, ServesManyConnectionsAtOnce) {
  const auto engine = start(echo);
  std::vector<RawClient> idle;
  for (int i = 0; i < 200; ++i) {
    idle.emplace_back(engine->port());
    idle.back().send("GET /idle HTTP/1.1\r\n\r\n");
    ASSERT_EQ(body_of(idle.back().read_answer()), "GET /idle||");
  }
  RawClient next(engine->port());
  next.send("GET /next HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(next.read_answer()), "GET /next||");
  idle.front().send("GET /again HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(idle.front().read_answer()), "GET /again||");
}

TEST(HttplibEngine, ServesAnHttpClient) {
  const auto engine = start(echo);
  httplib::Client client("127.0.0.1", engine->port());
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

TEST(HttplibEngine, HoldsAnAnswerBack) {
  const auto engine = start([](const Request& request) {
    return Response{.body = "late", .delivery = {.delay = request.target == "/late" ? 20ms : 0ms}};
  });
  RawClient client(engine->port());
  const auto asked = steady_clock::now();
  client.send("GET /late HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(client.read_answer()), "late");
  EXPECT_GE(steady_clock::now() - asked, 20ms);
}

// A client that reads so little that the server cannot get rid of its answer.
constexpr std::size_t kMoreThanSocketsHold = 64 * 1024 * 1024;

TEST(HttplibEngine, StopsWhateverItsClientsDo) {
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
    silent.emplace_back(engine->port());
    idle.emplace_back(engine->port()).send("GET / HTTP/1.1\r\n\r\n");
    idle.back().read_answer();
    half.emplace_back(engine->port()).send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf");
    held.emplace_back(engine->port()).send("GET /held HTTP/1.1\r\n\r\n");
    slow.emplace_back(engine->port()).send("GET /large HTTP/1.1\r\n\r\n");
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

TEST(HttplibEngine, StopsMoreThanOnce) {
  const auto engine = start(echo);
  std::vector<std::jthread> others;
  for (int i = 0; i < 4; ++i) others.emplace_back([&] { engine->stop(); });
  engine->stop();
}

TEST(HttplibEngine, LeavesItsPortToTheNextOne) {
  auto engine = start(echo);
  const int port = engine->port();
  RawClient client(port);
  client.send("GET / HTTP/1.1\r\n\r\n");
  client.read_answer();
  engine->stop();
  const auto next = start_httplib_engine({.port = port}, echo);
  EXPECT_EQ(next->port(), port);
}

TEST(HttplibEngine, LeavesItsPortToAnyone) {
  // A port that was asked for: one that the system chose is given back even earlier.
  const int port = start(echo)->port();
  const auto engine = start_httplib_engine({.port = port}, echo);
  engine->stop();
  // Without SO_REUSEADDR, so that the port must be entirely free.
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ::close(socket);
}

std::string complaint(const EngineOptions& options) {
  try {
    start_httplib_engine(options, echo);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(HttplibEngine, RefusesAPortThatIsTaken) {
  const auto engine = start(echo);
  const std::string what = complaint({.port = engine->port()});
  EXPECT_TRUE(what.starts_with("cannot listen on 127.0.0.1:" + std::to_string(engine->port()) +
                               ": Address already in use; "))
      << what;
}

TEST(HttplibEngine, RefusesAHostThatIsNotHere) {
  EXPECT_EQ(
      complaint({.host = "no.such.host.invalid", .port = 0}),
      "cannot listen on no.such.host.invalid:0: \"no.such.host.invalid\" is neither an address "
      "nor a known name");
  // An address of documentation, which no machine has.
  EXPECT_EQ(
      complaint({.host = "192.0.2.1", .port = 0}),
      "cannot listen on 192.0.2.1:0: Cannot assign requested address; it is not an address of "
      "this machine");
  EXPECT_EQ(complaint({.port = 65536}),
            "cannot listen on 127.0.0.1:65536: a port is between 0 and 65535");
  EXPECT_EQ(complaint({.port = -1}),
            "cannot listen on 127.0.0.1:-1: a port is between 0 and 65535");
}

TEST(HttplibEngine, ListensOnEveryAddress) {
  const auto engine = start_httplib_engine({.host = "0.0.0.0"}, echo);
  RawClient client(engine->port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_of(client.read_answer()), "GET /||");
}

class HttplibEngineHostTest : public testing::TestWithParam<const char*> {};

TEST_P(HttplibEngineHostTest, IsListenedOn) {
  std::unique_ptr<Engine> engine;
  try {
    engine = start_httplib_engine({.host = GetParam()}, echo);
  } catch (const ConfigError& error) {
    GTEST_SKIP() << "this machine does not have it: " << error.what();
  }
  httplib::Client client(GetParam(), engine->port());
  const auto result = client.Get("/");
  ASSERT_TRUE(result) << httplib::to_string(result.error());
  EXPECT_TRUE(result->body.starts_with("GET /|")) << result->body;
}

INSTANTIATE_TEST_SUITE_P(Names, HttplibEngineHostTest, testing::Values("localhost", "::1"),
                         [](const auto& host) {
                           return std::string(host.param) == "::1" ? "ipv6" : host.param;
                         });

}  // namespace
}  // namespace wavespeed_mock::transport

// What every engine reads and answers. The test file of each engine instantiates these tests.
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "support/raw_client.h"
#include "transport/engine_suite.h"

namespace wavespeed_mock::transport::engine_requests_test {
namespace {

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

}  // namespace
}  // namespace wavespeed_mock::transport::engine_requests_test

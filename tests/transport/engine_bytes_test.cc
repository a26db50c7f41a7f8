// Every engine gives the same answer to a request at the edges of what HTTP allows, whole or byte
// by byte.
#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "transport/engine_suite.h"
#include "transport/wire_requests.h"

namespace wavespeed_mock::transport {
namespace {

Response echo_request(const Request& request) {
  return {.body = request.method + " " + request.target + "|" +
                  std::string(request.headers.get("Host")) + "|" + request.body};
}

std::string body_in(const std::string& answer) {
  const std::size_t head = answer.find("\r\n\r\n");
  return head == std::string::npos ? "" : answer.substr(head + 4);
}

std::string status_line(int status) {
  return "HTTP/1.1 " + std::to_string(status) + " ";
}

void send_bytes(RawClient& client, const std::string& sent) {
  for (const char byte : sent) {
    if (!client.send({&byte, 1})) return;  // it has been refused
  }
}

TEST_P(EngineTest, AcceptsEveryFormOfARequest) {
  const auto engine = start(echo_request);
  for (const WireRequest& request : accepted_requests()) {
    SCOPED_TRACE(testing::PrintToString(request.sent));
    RawClient whole = connect(engine->port());
    whole.send(request.sent);
    EXPECT_EQ(body_in(whole.read_answer()), request.read);
    RawClient pieces = connect(engine->port());
    send_bytes(pieces, request.sent);
    EXPECT_EQ(body_in(pieces.read_answer()), request.read);
  }
}

TEST_P(EngineTest, RefusesBytesThatHttpDoesNotAllow) {
  std::atomic<int> handled = 0;
  const auto engine = start([&](const Request& request) {
    ++handled;
    return echo_request(request);
  });
  for (const WireRequest& request : refused_requests()) {
    SCOPED_TRACE(testing::PrintToString(request.sent));
    RawClient whole = connect(engine->port());
    whole.send(request.sent);
    const std::string answer = whole.read_answer();
    EXPECT_TRUE(answer.starts_with(status_line(request.status))) << answer;
    EXPECT_TRUE(whole.is_closed());
    RawClient pieces = connect(engine->port());
    send_bytes(pieces, request.sent);
    EXPECT_EQ(pieces.read_answer(), answer);
  }
  EXPECT_EQ(handled, 0);
}

TEST_P(EngineTest, KeepsAConnectionAfterAnEmptyLine) {
  const auto engine = start(echo_request);
  RawClient client = connect(engine->port());
  client.send("POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi\r\n");
  EXPECT_EQ(body_in(client.read_answer()), "POST /1||hi");
  client.send("GET /2 HTTP/1.1\r\n\r\n");
  EXPECT_EQ(body_in(client.read_answer()), "GET /2||");
}

TEST_P(EngineTest, SendsOnlyBytesThatHttpAllowsInFields) {
  const auto engine = start([](const Request&) {
    return Response{.headers = {{"X-A", std::string("1\r\nB: 2\0\x1b\x7f\t\xe9", 12)},
                                {std::string("X\r\n: \0C", 7), "3"}}};
  });
  RawClient client = connect(engine->port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.read_answer(),
            "HTTP/1.1 200 OK\r\nX-A: 1  B: 2   \t\xe9\r\nX-----C: 3\r\nContent-Length: 0\r\n\r\n");
}

}  // namespace
}  // namespace wavespeed_mock::transport

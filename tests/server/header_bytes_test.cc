// Text of a client in the header fields of answers, over sockets, with both engines.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/contract_watch.h"
#include "support/raw_client.h"
#include "support/server_engines.h"

namespace wavespeed_mock::header_bytes_test {
namespace {

std::string ask(const WatchedServer& server, const std::string& start, const std::string& fields,
                const std::string& body) {
  RawClient client(server.port());
  client.send(start + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields +
              "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n" + body);
  return client.read_answer();
}

// The head of an answer, which must have nothing but visible ASCII, spaces and the ends of its
// lines.
std::string clean_head(const std::string& answer) {
  std::string head = answer.substr(0, answer.find("\r\n\r\n"));
  std::string lines = head;
  for (std::size_t end = 0; (end = lines.find("\r\n", end)) != std::string::npos;) {
    lines.erase(end, 2);
  }
  EXPECT_TRUE(std::all_of(lines.begin(), lines.end(), [](char c) { return c >= ' ' && c < 0x7f; }))
      << testing::PrintToString(head);
  return head;
}

TEST(HeaderBytes, AreVisibleWhereAClientsTextIsReported) {
  for (const ServerEngine engine : server_engines()) {
    const WatchedServer server({.strict = true}, {.engine = engine});
    const std::string answer =
        ask(server, "POST /api/v3/mock/instant", "Authorization: Bearer k\r\n",
            R"({"prompt":"x","a\u0001\r\nX-Injected: 1é":1})");
    const std::string head = clean_head(answer);
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 ")) << head;
    EXPECT_NE(head.find("X-Mock-Violation: body: a%01%0D%0AX-Injected: 1%C3%A9 is not an input"),
              std::string::npos)
        << head;
    EXPECT_EQ(head.find("\nX-Injected"), std::string::npos) << head;
    clean_head(ask(server, "GET /nowhere%00%0a", "Authorization: Bearer k\r\n", ""));
    clean_head(ask(server, "GET /api/v3/balance?%0d%0a=1", "Authorization: Bearer k\xe9\r\n", ""));
  }
}

TEST(HeaderBytes, OfAFaultRuleAreRefusedWhenItIsRead) {
  for (const ServerEngine engine : server_engines()) {
    const WatchedServer server({}, {.engine = engine});
    for (const char* const rule :
         {R"({"fault":{"type":"wrong_content_type","content_type":"a\r\nX: 1"}})",
          R"({"fault":{"type":"error","content_type":"a\u0000"}})",
          R"({"fault":"error","header":{"name":"X\n","present":true}})"}) {
      const std::string answer = ask(server, "POST /__mock/faults", "", rule);
      EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << answer;
      EXPECT_NE(answer.find("byte 0x0"), std::string::npos) << answer;
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::header_bytes_test

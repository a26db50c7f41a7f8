#include "control/client_report.h"

#include <gtest/gtest.h>

#include "support/mock_client.h"

namespace wavespeed_mock::control_client_report_test {
namespace {

class ClientReportPage : public testing::Test {
 protected:
  ClientReportPage() {
    client.submit("mock/instant", {{"prompt", "x"}, {"colour", "red"}});
    client.with_key("other-key").submit("mock/instant", {{"prompt", "x"}});
  }
  static Response send(const MockClient& client, const std::string& method,
                       const std::string& query = "", bool with_key = true) {
    Request request = client.request(method, "/__mock/client-report" + query);
    if (!with_key) request.headers = {{"Host", "127.0.0.1"}};
    return client.send(request);
  }

  const MockClient client{{.strict = true}};
};

TEST_F(ClientReportPage, CoversTheAccountOfTheKey) {
  const auto mine = MockClient::data(send(client, "GET"));
  EXPECT_EQ(mine["passed"], false);
  EXPECT_EQ(mine["requests"], 1);
  EXPECT_EQ(mine["violations"][0]["problem"], "body: colour is not an input of mock/instant");

  const auto other = MockClient::data(send(client.with_key("other-key"), "GET"));
  EXPECT_EQ(other["passed"], true);
  EXPECT_EQ(other["requests"], 1);
}

TEST_F(ClientReportPage, CoversAllAccountsWithoutAKey) {
  EXPECT_EQ(MockClient::data(send(client, "GET", "", false))["requests"], 2);
}

TEST_F(ClientReportPage, HasOtherFormats) {
  const Response text = send(client, "GET", "?format=text");
  EXPECT_EQ(MockClient::header(text, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_TRUE(text.body.starts_with("1 request was checked against the contract: 1 kind"));
  const Response junit = send(client, "GET", "?format=junit");
  EXPECT_EQ(MockClient::header(junit, "Content-Type"), "application/xml");
  EXPECT_TRUE(junit.body.starts_with("<?xml"));
  EXPECT_EQ(send(client, "GET", "?format=yaml").status, 400);
}

TEST_F(ClientReportPage, CanBeCleared) {
  EXPECT_EQ(send(client, "DELETE").status, 200);
  EXPECT_EQ(MockClient::data(send(client, "GET"))["requests"], 0);
  EXPECT_EQ(MockClient::data(send(client, "GET", "", false))["requests"], 1);
  EXPECT_EQ(send(client, "DELETE", "", false).status, 200);
  EXPECT_EQ(MockClient::data(send(client, "GET", "", false))["requests"], 0);
}

TEST_F(ClientReportPage, ReportsBehaviourEvenWhenTheMockIsNotStrict) {
  const MockClient lenient;
  for (int i = 0; i < 3; ++i) lenient.submit("mock/instant", {{"prompt", 5}});
  auto report = MockClient::data(send(lenient, "GET"));
  EXPECT_EQ(report["strict"], false);
  EXPECT_EQ(report["passed"], false);
  EXPECT_EQ(report["watched"], 3);
  EXPECT_EQ(report["findings"][0]["rule"], "ignored_error");
  EXPECT_EQ(MockClient::data(send(lenient, "GET", "?rules=polling"))["passed"], true);
  EXPECT_EQ(MockClient::data(send(lenient.with_key("other-key"), "GET"))["passed"], true);

  EXPECT_EQ(send(lenient, "DELETE").status, 200);
  report = MockClient::data(send(lenient, "GET"));
  EXPECT_EQ(report["passed"], true);
  EXPECT_EQ(report["watched"], 0);
  lenient.submit("mock/instant", {{"prompt", 5}});
  EXPECT_EQ(MockClient::data(send(lenient, "GET"))["watched"], 1);
}

TEST_F(ClientReportPage, NamesAnUnknownRule) {
  const Response response = send(client, "GET", "?rules=polling,backof");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(MockClient::message(response),
            "rules must be among retry_after, backoff, polling, double_submit, ignored_error, not "
            "\"backof\"; did you mean \"backoff\"?");
}

TEST(StrictMock, MarksAnswersToRequestsThatBreakTheContract) {
  const MockClient client{{.strict = true}};

  const Response wrong = client.submit("mock/instant", {{"prompt", "x"}, {"colour", "red"}});
  EXPECT_EQ(wrong.status, 200);
  EXPECT_EQ(MockClient::header(wrong, "X-Mock-Violation"),
            "body: colour is not an input of mock/instant");
  // What no header field can hold is percent-encoded.
  EXPECT_EQ(MockClient::header(client.submit("mock/instant", {{"prompt", "x"}, {"a\x01\r\né%", 1}}),
                               "X-Mock-Violation"),
            "body: a%01%0D%0A%C3%A9%25 is not an input of mock/instant");
  EXPECT_EQ(client.submit().headers.find("X-Mock-Violation"), nullptr);
  EXPECT_EQ(client.mock().client_report().violations.size(), 2);
  EXPECT_EQ(client.mock().client_report().requests, 3);

  const MockClient lenient;
  EXPECT_EQ(lenient.submit("mock/instant", {{"prompt", "x"}, {"colour", "red"}})
                .headers.find("X-Mock-Violation"),
            nullptr);
  EXPECT_EQ(lenient.mock().client_report().requests, 0);
}

}  // namespace
}  // namespace wavespeed_mock::control_client_report_test

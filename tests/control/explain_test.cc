#include "control/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::explain_test {
namespace {

using ::testing::HasSubstr;

std::string request_id(const Response& response) {
  return MockClient::header(response, "X-Mock-Request");
}

class ExplainPage : public testing::Test {
 protected:
  Response explain(const std::string& id, bool with_key = true) const {
    Request request = client.request("GET", "/__mock/explain/" + id);
    if (!with_key) request.headers = {{"Host", "127.0.0.1"}};
    return client.send(request);
  }
  const MockClient client;
};

TEST_F(ExplainPage, ExplainsHowARequestWasAnswered) {
  const std::string id = request_id(client.get("/api/v3/balance"));
  const Response response = explain(id);
  ASSERT_EQ(response.status, 200);
  const auto data = MockClient::data(response);
  EXPECT_THAT(data["text"].get<std::string>(),
              HasSubstr(id + ": GET /api/v3/balance was answered 200\n"));
  EXPECT_EQ(data["request"]["request_id"], id);
  EXPECT_EQ(data["why"], "");
  const Response text = explain(id + "?format=text");
  EXPECT_EQ(MockClient::header(text, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(text.body, data["text"].get<std::string>());
  EXPECT_EQ(client.mock().explain(id), text.body);
}

TEST_F(ExplainPage, SuggestsTheNearestEndpoint) {
  const Response lost = client.get("/api/v3/prediction/1/result");
  EXPECT_THAT(explain(request_id(lost) + "?format=text", false).body,
              HasSubstr("message     there is no endpoint GET /api/v3/prediction/1/result; the "
                        "nearest endpoint is GET /api/v3/predictions/{id}/result\n"));
}

TEST_F(ExplainPage, ExplainsWhyAKeyWasRefused) {
  const Response refused = client.with_key("").get("/api/v3/balance");
  const auto data = MockClient::data(explain(request_id(refused), false));
  EXPECT_THAT(data["why"].get<std::string>(), HasSubstr("the key must be 1 to 512"));
  EXPECT_THAT(data["text"].get<std::string>(), HasSubstr("reason      the key must be 1 to 512"));
}

TEST_F(ExplainPage, ShowsAKeyOnlyItsOwnRequests) {
  const std::string id = request_id(client.with_key("other-key").get("/api/v3/balance"));
  EXPECT_EQ(explain(id).status, 404);
  EXPECT_EQ(explain(id, false).status, 200);
}

TEST_F(ExplainPage, ReportsTheRangeOfTheJournal) {
  const auto error_for = [&](const std::string& id) {
    const Response response = explain(id);
    EXPECT_EQ(response.status, 404);
    return MockClient::message(response);
  };
  EXPECT_EQ(error_for("x"), "there is no request \"x\" in the journal; the journal is empty");
  const std::string first = request_id(client.get("/api/v3/balance"));
  const std::string last = request_id(client.get("/api/v3/balance"));
  const std::string tag = first.substr(0, 8);
  EXPECT_EQ(error_for(tag + "-9"), "there is no request \"" + tag +
                                       "-9\" in the journal; for this account it has " + first +
                                       " to " + last);
  EXPECT_THAT(error_for("17"), HasSubstr("an id is the value of X-Mock-Request, such as " + last));
  std::string near = tag;
  near[0] = near[0] == '0' ? '1' : '0';
  EXPECT_THAT(error_for(near + "-0"), HasSubstr("did you mean \"" + tag + "\"?"));
}

TEST_F(ExplainPage, HasTwoFormats) {
  const std::string id = request_id(client.get("/api/v3/balance"));
  EXPECT_EQ(explain(id + "?format=xml").status, 400);
  EXPECT_EQ(explain(id + "?format=json").status, 200);
}

}  // namespace
}  // namespace wavespeed_mock::explain_test

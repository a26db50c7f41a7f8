#include "control/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::verify_test {
namespace {

using json = MockClient::json;
using ::testing::HasSubstr;

class VerifyPage : public testing::Test {
 protected:
  Response verify(const json& expectation, bool with_key = true) const {
    Request request = client.request("POST", "/__mock/verify", expectation.dump());
    if (!with_key) {
      request.headers = {{"Host", "127.0.0.1"}, {"Content-Type", "application/json"}};
    }
    return client.send(request);
  }
  const MockClient client;
};

TEST_F(VerifyPage, PassesWhenTheExpectationHolds) {
  client.submit();
  const Response response = verify({{"request", {{"route", "submit"}}}, {"times", 1}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(MockClient::data(response).dump(),
            R"({"passed":true,"count":1,"message":"expected 1 request like )"
            R"({\"route\":\"submit\"}, found 1","near_misses":[]})");
}

TEST_F(VerifyPage, NamesNearMisses) {
  const Response submitted = client.submit("mock/instant", {{"prompt", "a cat"}});
  const Response response =
      verify({{"request", {{"route", "submit"}, {"body", {{"prompt", "a dog"}}}}}});
  EXPECT_EQ(response.status, 409);
  const json data = MockClient::data(response);
  EXPECT_EQ(data["passed"], false);
  EXPECT_EQ(data["message"], MockClient::message(response));
  EXPECT_EQ(data["near_misses"][0], MockClient::header(submitted, "X-Mock-Request") +
                                        " POST /api/v3/mock/instant: body.prompt is \"a cat\", "
                                        "not \"a dog\"");
}

TEST_F(VerifyPage, CountsRequestsOfOneAccountOrAll) {
  client.get("/api/v3/balance");
  client.with_key("other-key").get("/api/v3/balance");
  const json once = {{"request", {{"route", "balance"}}}, {"times", 1}};
  EXPECT_EQ(verify(once).status, 200);
  EXPECT_EQ(verify(once, false).status, 409);
}

TEST_F(VerifyPage, WaitsUntilTheExpectationHolds) {
  const json expectation = {{"request", {{"route", "balance"}}}, {"times", 2}, {"wait", "2s"}};
  client.get("/api/v3/balance");
  const Response response = verify(expectation);
  ASSERT_NE(response.pending, nullptr);
  PendingAnswer& pending = *response.pending;
  EXPECT_EQ(pending.patience(), std::chrono::seconds(2));
  EXPECT_FALSE(pending.look(false));
  int changes = 0;
  const auto handle = pending.on_change([&] { ++changes; });
  client.with_key("other-key").get("/api/v3/balance");
  EXPECT_EQ(changes, 1);
  EXPECT_FALSE(pending.look(false)) << "the request came from another account";
  client.get("/api/v3/balance");
  EXPECT_EQ(changes, 2);
  const auto answer = pending.look(false);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(verify(expectation).pending, nullptr) << "it already holds";
}

TEST_F(VerifyPage, FailsAfterItsTimeout) {
  const Response response = verify({{"request", {{"route", "submit"}}}, {"wait", "1ms"}});
  ASSERT_NE(response.pending, nullptr);
  const auto answer = response.pending->look(true);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 409);
  EXPECT_THAT(MockClient::message(*answer), HasSubstr("found 0"));
}

TEST_F(VerifyPage, ExplainsInvalidExpectations) {
  const Response response = verify({{"request", {{"modle", "x"}}}});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(MockClient::message(response),
            "body: request: field \"modle\" is not known; did you mean \"model\"?");
  EXPECT_EQ(verify(json()).status, 400);
  EXPECT_EQ(client.post("/__mock/verify", "").status, 400);
}

}  // namespace
}  // namespace wavespeed_mock::verify_test

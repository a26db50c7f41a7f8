#include "control/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <variant>

#include "app/mock_core.h"
#include "app/request_pipeline.h"
#include "app/route_table.h"
#include "app/router.h"
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

// Without a server the answer does not wait: a test with one thread would hang.
TEST_F(VerifyPage, IsAnsweredAtOnceInMemory) {
  const json expectation = {{"request", {{"route", "balance"}}}, {"wait", "10m"}};
  const Response before = verify(expectation);
  EXPECT_EQ(before.status, 409);
  EXPECT_THAT(MockClient::message(before), HasSubstr("found 0"));
  client.get("/api/v3/balance");
  EXPECT_EQ(verify(expectation).status, 200);
}

TEST_F(VerifyPage, WaitsForRequestsOfOtherThreads) {
  const json expectation = {{"request", {{"route", "balance"}}}, {"times", 2}, {"wait", "10m"}};
  const Request request = client.request("POST", "/__mock/verify", expectation.dump());
  client.get("/api/v3/balance");
  auto answer = std::async(std::launch::async,
                           [&] { return watched_answer_after_wait(client.mock(), request); });
  client.with_key("other-key").get("/api/v3/balance");
  client.get("/api/v3/balance");
  EXPECT_EQ(answer.get().status, 200);
}

TEST_F(VerifyPage, WaitsNoLongerThanItIsToldTo) {
  const json expectation = {{"request", {{"route", "submit"}}}, {"wait", "1ms"}};
  const Request request = client.request("POST", "/__mock/verify", expectation.dump());
  const Response response = watched_answer_after_wait(client.mock(), request);
  EXPECT_EQ(response.status, 409);
  EXPECT_THAT(MockClient::message(response), HasSubstr("found 0"));
}

// What a server gets, which can wait for every client at once.
TEST_F(VerifyPage, IsPendingUntilItHolds) {
  MockCore core({.clock = std::make_shared<ManualClock>()});
  const Router router(routes());
  const auto ask = [&](const Request& request) {
    return RequestPipeline(core, router, request).answer_or_pending();
  };
  const Request get_balance = client.request("GET", "/api/v3/balance");
  const Request get_others_balance = client.with_key("other-key").request("GET", "/api/v3/balance");
  const json expectation = {{"request", {{"route", "balance"}}}, {"times", 2}, {"wait", "2s"}};
  const Request expect_two = client.request("POST", "/__mock/verify", expectation.dump());
  ask(get_balance);
  const Answer answer = ask(expect_two);
  const auto* const pending = std::get_if<std::shared_ptr<PendingAnswer>>(&answer);
  ASSERT_NE(pending, nullptr);
  PendingAnswer& verification = **pending;
  EXPECT_EQ(verification.patience(), std::chrono::seconds(2));
  EXPECT_FALSE(verification.look(false));
  int changes = 0;
  const auto handle = verification.on_change([&] { ++changes; });
  ask(get_others_balance);
  EXPECT_EQ(changes, 1);
  EXPECT_FALSE(verification.look(false)) << "the request came from another account";
  ask(get_balance);
  EXPECT_EQ(changes, 2);
  const auto response = verification.look(false);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_TRUE(std::holds_alternative<Response>(ask(expect_two))) << "it already holds";
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

// Markers in prompts, and test models, as clients see them, without a socket.
#include <gtest/gtest.h>

#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::triggers_test {
namespace {

using json = MockClient::json;

std::string fault(const Response& response) {
  return MockClient::header(response, "X-Mock-Fault");
}

TEST(Markers, WorkInThePrompt) {
  const MockClient client;
  const auto submit = [&](const std::string& prompt) {
    return client.submit("mock-image", {{"prompt", prompt}});
  };
  EXPECT_EQ(submit("a cat").status, 200);
  EXPECT_EQ(submit("a cat [mock:error status=503]").status, 503);
  EXPECT_EQ(client.balance(), 99.99);
  const Response lost = submit("a cat [mock:empty_reply commit=after]");
  EXPECT_EQ(fault(lost), "marker 1");
  EXPECT_EQ(client.header(lost, "X-Mock-Fault-Type"), "empty_reply");
  EXPECT_EQ(client.balance(), 99.98);
  const Response wrong = submit("a cat [mock:eror]");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_NE(MockClient::message(wrong).find("did you mean \"error\"?"), std::string::npos);
  EXPECT_EQ(client.balance(), 99.98);
}

TEST(Markers, AreOrdinaryTextWhenTriggersAreOff) {
  const MockClient client({.triggers = false});
  EXPECT_EQ(client.submit("wavespeed-ai/flux-dev", {{"prompt", "[mock:eror]"}}).status, 200);
}

// A task of the model, polled a day later.
json task_of(const MockClient& client, const std::string& model) {
  const Response response = client.submit(model);
  EXPECT_EQ(response.status, 200) << model;
  EXPECT_EQ(fault(response), model);
  client.advance(std::chrono::hours(24));
  return MockClient::data(client.poll(client.id(response)));
}

TEST(TestModels, EndAsTheirNamesSay) {
  const MockClient client;
  const json nsfw = task_of(client, "mock/nsfw");
  EXPECT_EQ(nsfw["status"], "completed");
  EXPECT_EQ(nsfw["has_nsfw_contents"], json::array({true}));
  EXPECT_EQ(task_of(client, "mock/stuck")["status"], "processing");
  EXPECT_EQ(client.balance(), 99.98);
  EXPECT_EQ(task_of(client, "mock/cancelled")["status"], "cancelled");
  EXPECT_EQ(task_of(client, "mock/timeout")["status"], "timeout");
  EXPECT_EQ(client.balance(), 99.98) << "both are refunded";
  const json nothing = task_of(client, "mock/no-outputs");
  EXPECT_EQ(nothing["status"], "completed");
  EXPECT_EQ(nothing["outputs"], json::array());
}

TEST(TestModels, CanRefuseAndLoseSubmissions) {
  const MockClient client;
  const Response limited = client.submit("mock/rate-limited");
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(MockClient::header(limited, "Retry-After"), "1");
  const Response unavailable = client.submit("mock/unavailable");
  EXPECT_EQ(unavailable.status, 503);
  EXPECT_EQ(MockClient::header(unavailable, "Content-Type").substr(0, 9), "text/html");
  EXPECT_EQ(client.balance(), 100);
  EXPECT_EQ(client.submit("mock/flaky").status, 200);
  EXPECT_EQ(client.submit("mock/flaky").status, 503);
  EXPECT_EQ(client.with_key("other-key").submit("mock/flaky").status, 200);
  EXPECT_EQ(client.balance(), 99.99);
  EXPECT_EQ(client.submit("mock/lost-reply").delivery.ending, Ending::close);
  EXPECT_EQ(client.balance(), 99.98);
}

TEST(TestModels, AreUnknownWhenTriggersAreOff) {
  const MockClient client({.triggers = false});
  EXPECT_EQ(client.submit("mock/instant").status, 404);
  EXPECT_EQ(client.submit("mock-image").status, 404);
  for (const json& model : MockClient::data(client.get("/api/v3/models"))) {
    EXPECT_FALSE(model["model_id"].get<std::string>().starts_with("mock"));
  }
}

}  // namespace
}  // namespace wavespeed_mock::triggers_test

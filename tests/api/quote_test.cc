#include "api/quote.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::quote_test {
namespace {

using json = MockClient::json;
using ::testing::HasSubstr;

Response price(const MockClient& client, const json& body) {
  return client.post("/api/v3/model/price", body.dump());
}
Response pricing(const MockClient& client, const json& body) {
  return client.post("/api/v3/model/pricing", body.dump());
}

TEST(Quote, HasItsOwnFormatOnEachEndpoint) {
  const MockClient client;
  const json body = {{"model_id", "wavespeed-ai/flux-dev"}, {"inputs", {{"num_images", 3}}}};
  EXPECT_EQ(pricing(client, body).body,
            R"({"code":200,"message":"success","data":{"model_id":"wavespeed-ai/flux-dev",)"
            R"("unit_price":0.036,"currency":"USD"}})");
  EXPECT_EQ(price(client, body).body,
            R"({"code":200,"message":"success","data":{"model_id":"wavespeed-ai/flux-dev",)"
            R"("base_price":0.012,"price":0.036,"discounted_price":0.036,"discount_rate":0,)"
            R"("currency":"USD"}})");
}

TEST(Quote, AppliesTheDiscountOfTheAccount) {
  const MockClient client({.fixture_texts = {R"({"accounts": [{
      "name": "team", "keys": ["test-key"], "discounts": [
        {"percent": 12.5, "models": ["wavespeed-ai/*"]},
        {"percent": 50, "models": ["google/*"], "from_usd": 0.02}]}]})"}});
  const auto quoted = [&](const std::string& model) {
    return client.data(price(client, {{"model_id", model}}));
  };
  EXPECT_EQ(quoted("wavespeed-ai/flux-dev")["price"], 0.012);
  EXPECT_EQ(quoted("wavespeed-ai/flux-dev")["discounted_price"], 0.0105);
  EXPECT_EQ(quoted("wavespeed-ai/flux-dev")["discount_rate"], 12.5);
  EXPECT_EQ(client.data(pricing(client, {{"model_id", "wavespeed-ai/flux-dev"}}))["unit_price"],
            0.012);
  EXPECT_EQ(quoted("google/nano-banana-2/edit")["discount_rate"], 0);
  client.submit();
  client.submit();
  EXPECT_EQ(quoted("google/nano-banana-2/edit")["discount_rate"], 50);
  EXPECT_EQ(quoted("google/nano-banana-2/edit")["discount_rate"].dump(), "50");
}

TEST(Quote, FollowsTheInputs) {
  const MockClient client;
  struct Case {
    std::string model;
    json inputs;
    double usd;
  };
  for (const Case& c : std::vector<Case>{
           {"wavespeed-ai/flux-dev", json::object(), 0.012},
           {"wavespeed-ai/flux-dev", nullptr, 0.012},
           {"wavespeed-ai/flux-dev", {{"no_such_input", 7}}, 0.012},
           {"google/nano-banana-2/edit", {{"resolution", "4k"}}, 0.14},
           {"kwaivgi/kling-v2.0-i2v-master", json::object(), 1.3},
           {"minimax/speech-2.6-turbo", json::object(), 0.06},
           {"minimax/speech-2.6-turbo", {{"text", std::string(1001, 'x')}}, 0.06006},
       }) {
    const Response response = price(client, {{"model_id", c.model}, {"inputs", c.inputs}});
    EXPECT_EQ(client.data(response)["price"], c.usd) << c.model << c.inputs;
    EXPECT_EQ(
        client.data(pricing(client, {{"model_id", c.model}, {"inputs", c.inputs}}))["unit_price"],
        c.usd);
  }
  EXPECT_EQ(client.data(price(client, {{"model_id", "mock-image"}}))["price"], 0.01);
}

TEST(Quote, EqualsWhatASubmissionIsCharged) {
  const MockClient client({.balance = Money::from_usd(10)});
  const json inputs = {{"prompt", "a"}, {"resolution", "1080p"}, {"duration", 10}};
  const std::string model = "bytedance/seedance-2.5/text-to-video";
  const json quoted = client.data(price(client, {{"model_id", model}, {"inputs", inputs}}));
  ASSERT_EQ(client.submit(model, inputs).status, 200);
  EXPECT_EQ(client.data(client.get("/api/v3/balance"))["balance"],
            10.0 - quoted["price"].get<double>());
}

TEST(Quote, ExplainsInvalidRequests) {
  const MockClient client;
  struct Case {
    json body;
    int status;
    std::string message;
  };
  for (const Case& c : std::vector<Case>{
           {json::object(), 400, "model_id is required, a string"},
           {{{"model_id", ""}}, 400, "model_id is required, a string"},
           {{{"model_id", 7}}, 400, "model_id must be a string, not 7"},
           {{{"model_id", "mock-image"}, {"inputs", "all"}},
            400,
            "inputs must be an object, not \"all\""},
           {{{"model_id", "mock-image"}, {"inputs", {{"num_images", 9}}}},
            400,
            "invalid input: \"num_images\" must be from 1 to 4, not 9"},
           {{{"model_id", "mock-image"}, {"inputs", {{"num_images", "two"}}}},
            400,
            "invalid input: \"num_images\" must be an integer, not \"two\""},
           {{{"model_id", "google/nano-banana-2/edit"}, {"inputs", {{"resolution", "8k"}}}},
            400,
            "invalid input: \"resolution\" must be one of \"0.5k\", \"1k\", \"2k\", \"4k\", not "
            "\"8k\""},
       }) {
    for (const Response& response : {price(client, c.body), pricing(client, c.body)}) {
      EXPECT_EQ(response.status, c.status) << c.body;
      EXPECT_EQ(client.message(response), c.message);
    }
  }
  const Response unknown = price(client, {{"model_id", "wavespeed-ai/flux-deo"}});
  EXPECT_EQ(unknown.status, 404);
  EXPECT_THAT(client.message(unknown), HasSubstr("did you mean \"wavespeed-ai/flux-dev\""));
  EXPECT_EQ(client.post("/api/v3/model/price", "").status, 400);
}

TEST(ClientCompatibility, TheTwoPriceEndpointsAnswerInDifferentFormats) {
  const MockClient client;
  const json body = {{"model_id", "mock-image"}};
  const json older = client.data(pricing(client, body));
  const json newer = client.data(price(client, body));
  EXPECT_TRUE(older["unit_price"].is_number());
  EXPECT_FALSE(older.contains("price"));
  EXPECT_TRUE(newer["price"].is_number() && newer["discounted_price"].is_number());
  EXPECT_FALSE(newer.contains("unit_price"));
}

}  // namespace
}  // namespace wavespeed_mock::quote_test

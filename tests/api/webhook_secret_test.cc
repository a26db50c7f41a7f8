#include "api/webhook_secret.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "support/mock_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::webhook_secret_test {
namespace {

using ::testing::MatchesRegex;

std::string secret_of(const MockClient& client) {
  return client.data(client.get("/api/v3/webhook/secret"))["secret"];
}

TEST(WebhookSecret, DependsOnTheKey) {
  const MockClient client;
  const Response response = client.get("/api/v3/webhook/secret");
  EXPECT_EQ(response.status, 200);
  const std::string secret = secret_of(client);
  EXPECT_THAT(secret, MatchesRegex("whsec_[A-Za-z0-9+/]+"));
  EXPECT_EQ(response.body,
            R"({"code":200,"message":"success","data":{"secret":")" + secret + R"("}})");
  EXPECT_EQ(secret_of(client), secret);
  EXPECT_NE(secret_of(client.with_key("other-key")), secret);
  EXPECT_EQ(secret_of(MockClient()), secret) << "the same seed, the same key";
  EXPECT_NE(secret_of(MockClient({.seed = 1})), secret);
}

TEST(WebhookSecret, NeedsAKey) {
  const MockClient client;
  EXPECT_EQ(client.send({.method = "GET", .target = "/api/v3/webhook/secret"}).status, 401);
}

TEST(WebhookSecret, CanBeReadAndRotatedFromCpp) {
  const MockClient client;
  const std::string secret = secret_of(client);
  EXPECT_EQ(client.mock().webhook_secret("test-key"), secret);
  const std::string rotated = client.mock().rotate_webhook_secret("test-key");
  EXPECT_NE(rotated, secret);
  EXPECT_EQ(secret_of(client), rotated);
  EXPECT_EQ(client.mock().webhook_secret("test-key"), rotated);

  Mock unused;
  EXPECT_EQ(unused.webhook_secret("test-key"), secret) << "before the account is open";
  EXPECT_TRUE(unused.accounts().empty());

  EXPECT_THROW(client.mock().webhook_secret(""), Error);
  EXPECT_THROW(client.mock().rotate_webhook_secret("a b"), Error);
  Mock strict({.auth = Auth::strict});
  EXPECT_THROW(strict.webhook_secret("unknown"), Error);
}

}  // namespace
}  // namespace wavespeed_mock::webhook_secret_test

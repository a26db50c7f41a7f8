#include "domain/webhooks/webhook_signature.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>

namespace wavespeed_mock::webhook_signature_test {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::MatchesRegex;

// From the reference, and computed with two independent tools.
TEST(WebhookSignature, MatchesTheTestVector) {
  EXPECT_EQ(webhook_signature("whsec_dGVzdA==", "wh_1", "1700000000",
                              R"({"id":"wh_1","status":"completed"})"),
            "v3,14636150c3c52f447a1656395c4304a47ef22e5db39bbaad5bee9d4c4ed4b6c4");
}

TEST(WebhookSignature, DependsOnEveryPart) {
  const std::set<std::string> signatures = {
      webhook_signature("whsec_a", "b", "1", "c"), webhook_signature("whsec_x", "b", "1", "c"),
      webhook_signature("whsec_a", "x", "1", "c"), webhook_signature("whsec_a", "b", "2", "c"),
      webhook_signature("whsec_a", "b", "1", "x"), webhook_signature("whsec_a", "b", "1", ""),
      webhook_signature("whsec_a", "b", "1", "c ")};
  EXPECT_EQ(signatures.size(), 7U);
  EXPECT_EQ(webhook_signature("a", "b", "1", "c"), webhook_signature("whsec_a", "b", "1", "c"))
      << "the prefix is not part of the key";
}

TEST(WebhookSecret, DependsOnSeedKeyAndRotations) {
  const SeededRandom draws(7, "my-key");
  EXPECT_THAT(webhook_secret(draws, 0), MatchesRegex("whsec_[A-Za-z0-9+/]+"));
  EXPECT_EQ(webhook_secret(draws, 0).size(), 6U + 32U);
  EXPECT_EQ(webhook_secret(draws, 0), webhook_secret(SeededRandom(7, "my-key"), 0));

  std::set<std::string> secrets = {webhook_secret(SeededRandom(8, "my-key"), 0),
                                   webhook_secret(SeededRandom(7, "my-kez"), 0)};
  for (std::uint64_t rotations = 0; rotations < 20; ++rotations) {
    secrets.insert(webhook_secret(draws, rotations));
  }
  EXPECT_EQ(secrets.size(), 22U);
}

// Two successive secrets must not share a part, because each draw is used once.
TEST(WebhookSecret, ChangesCompletelyWithARotation) {
  const SeededRandom draws(7, "my-key");
  std::set<std::string> parts;
  for (std::uint64_t rotations = 0; rotations < 20; ++rotations) {
    const std::string secret = webhook_secret(draws, rotations);
    for (const std::size_t at : {6U, 16U, 26U}) parts.insert(secret.substr(at, 10));
  }
  EXPECT_EQ(parts.size(), 60U);
}

TEST(WebhookTimestamp, RoundsDownToSeconds) {
  EXPECT_EQ(webhook_timestamp(Timestamp(seconds(1'700'000'000))), "1700000000");
  EXPECT_EQ(webhook_timestamp(Timestamp(seconds(1'700'000'001) - nanoseconds(1))), "1700000000");
  EXPECT_EQ(webhook_timestamp(Timestamp(nanoseconds(-1))), "-1");
}

}  // namespace
}  // namespace wavespeed_mock::webhook_signature_test

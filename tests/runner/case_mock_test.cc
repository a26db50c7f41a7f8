#include "runner/case_mock.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/domain_complaint.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock::case_mock_test {
namespace {

using nlohmann::json;

TEST(CaseMock, ReadsEveryOption) {
  const Options options = options_of_case(json::parse(R"({
    "seed": 7, "balance": 0.5, "tier": "level1", "auth": "strict", "latency": "fixed:10s", "api_latency": "fixed:1ms",
    "over_limit": "queue", "limit_results": true, "sync_wait": "1s", "sync_timeout_status": 504, "strict": true,
    "max_upload_bytes": 10, "media_memory": 20, "upload_types": "any", "retention": "1d", "webhook_private": true,
    "webhook_retries": 1, "webhook_backoff": "2s", "webhook_timeout": "3s", "webhook_refund": true,
    "accounts": [{"name": "A", "keys": ["contract-key"], "tier": "own"}], "tiers": [{"tier": "own"}]
  })"),
                                          "f");
  EXPECT_EQ(options.seed, 7U);
  EXPECT_EQ(options.balance_usd, 0.5);
  EXPECT_EQ(options.tier, "level1");
  EXPECT_EQ(options.auth, Auth::strict);
  EXPECT_EQ(options.latency, "fixed:10s");
  EXPECT_EQ(options.api_latency, "fixed:1ms");
  EXPECT_EQ(options.over_limit, OverLimit::queue);
  EXPECT_TRUE(options.limit_results);
  EXPECT_EQ(options.sync_wait, "1s");
  EXPECT_EQ(options.sync_timeout_status, 504);
  EXPECT_TRUE(options.strict);
  EXPECT_EQ(options.max_upload_bytes, 10U);
  EXPECT_EQ(options.media_memory, 20U);
  EXPECT_EQ(options.upload_types, UploadTypes::any);
  EXPECT_EQ(options.retention, "1d");
  EXPECT_TRUE(options.webhook_private);
  EXPECT_EQ(options.webhook_retries, 1);
  EXPECT_EQ(options.webhook_backoff, "2s");
  EXPECT_EQ(options.webhook_timeout, "3s");
  EXPECT_TRUE(options.webhook_refund);
  ASSERT_EQ(options.fixture_texts.size(), 1U);
  EXPECT_EQ(json::parse(options.fixture_texts[0])["accounts"][0]["name"], "A");
}

TEST(CaseMock, HasDefaultsForAbsentOptions) {
  const Options options = options_of_case(json::object(), "f");
  EXPECT_EQ(options.tier, Options().tier);
  EXPECT_EQ(options.balance_usd, Options().balance_usd);
  EXPECT_EQ(options.max_upload_bytes, Options().max_upload_bytes);
  EXPECT_TRUE(options.fixture_texts.empty());
}

TEST(CaseMock, ExplainsInvalidOptions) {
  EXPECT_EQ(complaint_of([] {
              options_of_case({{"latncy", "instant"}}, "f: mock");
            }),
            "f: mock: field \"latncy\" is not known; did you mean \"latency\"?");
  EXPECT_EQ(complaint_of([] {
              options_of_case({{"auth", "closed"}}, "f: mock");
            }),
            "f: mock: field \"auth\": must be one of \"open\", \"strict\", not \"closed\"");
}

}  // namespace
}  // namespace wavespeed_mock::case_mock_test

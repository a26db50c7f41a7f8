#include "runner/case_mock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "app/option_texts.h"
#include "support/domain_error.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock::case_mock_test {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

TEST(CaseMock, ReadsEveryOption) {
  const Options options = options_of_case(json::parse(R"({
    "seed": 7, "balance": 0.5, "tier": "level1", "auth": "strict", "latency": "fixed:10s", "api_latency": "fixed:1ms",
    "over_limit": "queue", "limit_results": true, "sync_wait": "1s", "sync_timeout_status": 504, "strict": true,
    "max_upload_bytes": 10, "media_memory": 20, "upload_types": "any", "media_duration": "9s", "retention": "1d",
    "unknown_inputs": "refuse", "output_names": "live",
    "webhook_private": true, "webhook_retries": 1, "webhook_backoff": "2s", "webhook_timeout": "3s",
    "webhook_refund": true, "credit_expiry": "30d", "journal": 4, "journal_body": 64, "triggers": "off",
    "coupons": [{"code": "ABC", "usd": 1}],
    "accounts": [{"name": "A", "keys": ["contract-key"], "tier": "own"}], "tiers": [{"tier": "own"}]
  })"),
                                          "f");
  EXPECT_EQ(options.seed, 7U);
  EXPECT_EQ(options.balance, Money::from_usd(0.5));
  EXPECT_EQ(options.tier, "level1");
  EXPECT_EQ(options.auth, Auth::strict);
  EXPECT_EQ(options.latency, Latency::fixed(10s));
  EXPECT_EQ(options.api_latency, Distribution::fixed(1ms));
  EXPECT_EQ(options.over_limit, OverLimit::queue);
  EXPECT_TRUE(options.limit_results);
  EXPECT_EQ(options.sync_wait, 1s);
  EXPECT_EQ(options.sync_timeout_status, SyncTimeoutStatus::gateway_timeout);
  EXPECT_TRUE(options.strict);
  EXPECT_EQ(options.max_upload_bytes, 10U);
  EXPECT_EQ(options.media_memory, 20U);
  EXPECT_EQ(options.unknown_inputs, UnknownInputs::refuse);
  EXPECT_EQ(options.output_names, OutputNames::live);
  EXPECT_EQ(options.upload_types, UploadTypes::any);
  EXPECT_EQ(options.media_duration, 9s);
  EXPECT_EQ(options.retention, 24h);
  EXPECT_TRUE(options.webhook_private);
  EXPECT_EQ(options.webhook_retries, 1);
  EXPECT_EQ(options.webhook_backoff, 2s);
  EXPECT_EQ(options.webhook_timeout, 3s);
  EXPECT_TRUE(options.webhook_refund);
  EXPECT_EQ(options.credit_expiry, 30 * 24h);
  EXPECT_EQ(options.journal, 4U);
  EXPECT_EQ(options.journal_body, 64U);
  EXPECT_FALSE(options.triggers);
  ASSERT_EQ(options.fixture_texts.size(), 1U);
  EXPECT_EQ(json::parse(options.fixture_texts[0])["coupons"][0]["code"], "ABC");
  EXPECT_EQ(json::parse(options.fixture_texts[0])["accounts"][0]["name"], "A");
}

TEST(CaseMock, HasDefaultsForAbsentOptions) {
  const Options options = options_of_case(json::object(), "f");
  EXPECT_EQ(options.tier, Options().tier);
  EXPECT_EQ(options.balance, Options().balance);
  EXPECT_EQ(options.max_upload_bytes, Options().max_upload_bytes);
  EXPECT_TRUE(options.fixture_texts.empty());
}

TEST(CaseMock, ExplainsInvalidOptions) {
  EXPECT_EQ(error_of([] {
              options_of_case({{"latncy", "instant"}}, "f: mock");
            }),
            "f: mock: field \"latncy\" is not known; did you mean \"latency\"?");
  EXPECT_EQ(error_of([] {
              options_of_case({{"auth", "closed"}}, "f: mock");
            }),
            "f: mock: field \"auth\": must be one of \"open\", \"strict\", not \"closed\"");
  struct Case {
    const char* field;
    json value;
    std::string expected;
  };
  for (const Case& c : {
           Case{"latency", "quick", std::string(kLatencyForms) + ", not \"quick\""},
           Case{"api_latency", "brisk", std::string(kApiLatencyForms) + ", not \"brisk\""},
           Case{"sync_wait", "25h", "a duration from 0 to 1d such as 90s, not \"25h\""},
           Case{"retention", "0", "a duration above 0, up to 36525d, such as 7d, not \"0\""},
           Case{"webhook_backoff", "5", "a duration from 0 to 36525d such as 5s, not \"5\""},
           Case{"webhook_timeout", "0", "a duration from 1ms to 36525d such as 30s, not \"0\""},
           Case{"sync_timeout_status", 408, "200 or 504, not 408"},
       }) {
    EXPECT_EQ(error_of([&] {
                options_of_case({{c.field, c.value}}, "f: mock");
              }),
              std::string("f: mock: field \"") + c.field + "\": must be " + c.expected);
  }
}

}  // namespace
}  // namespace wavespeed_mock::case_mock_test

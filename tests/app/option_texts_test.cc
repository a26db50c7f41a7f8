#include "app/option_texts.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "base/value/distribution.h"
#include "support/mock_client.h"

namespace wavespeed_mock::option_texts_test {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

// What a wrong option is told, "" when it is accepted.
std::string error_for(const Options& options) {
  try {
    const Mock mock(options);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

TEST(OptionTexts, AreRefusedOutsideTheirLimits) {
  const std::string sync_wait = "sync_wait must be a duration from 0 to 1d such as 90s, not ";
  const std::string retention =
      "retention must be a duration above 0, up to 36525d, such as 7d, not ";
  const std::string media = "media_duration must be a duration from 0 to 1d such as 5s, not ";
  const std::string backoff =
      "webhook_backoff must be a duration from 0 to 36525d such as 5s, not ";
  const std::string timeout =
      "webhook_timeout must be a duration from 1ms to 36525d such as 30s, not ";
  const std::string expiry =
      "credit_expiry must be \"never\" or a duration above 0, up to 36525d, such as 365d, not ";
  const std::string latency = "latency must be " + std::string(kLatencyForms) + ", not ";
  const std::string api_latency =
      "api_latency must be \"off\", \"fixed:20ms\", \"uniform:1ms,5ms\", \"normal:20ms,5ms\", "
      "\"lognormal:20ms,0.5\" or \"percentiles:p50=5ms,p99=1s\", not ";
  const std::string clock_mode =
      "clock_mode must be \"real\", \"scaled:100\" (a factor above 0, at most 1000000), "
      "\"manual\" or \"auto\", not ";
  struct Case {
    Options options;
    std::string message;
  };
  for (const Case& c : std::vector<Case>{
           {{.sync_wait = -1s}, sync_wait + "\"-1s\""},
           {{.sync_wait = 24h + 1ns}, sync_wait + "\"86400000000001ns\""},
           {{.media_duration = -1s}, media + "\"-1s\""},
           {{.media_duration = 24h + 1s}, media + "\"86401s\""},
           {{.retention = 0s}, retention + "\"0\""},
           {{.retention = days(-1)}, retention + "\"-1d\""},
           {{.retention = days(36'526)}, retention + "\"36526d\""},
           {{.webhook_backoff = -1s}, backoff + "\"-1s\""},
           {{.webhook_timeout = 999us}, timeout + "\"999us\""},
           {{.webhook_timeout = Duration::max()}, timeout + "\"9223372036854775807ns\""},
           {{.credit_expiry = 0s}, expiry + "\"0\""},
           {{.credit_expiry = days(36'526)}, expiry + "\"36526d\""},
           {{.latency = Latency::uniform(3s, 1s)},
            latency + "\"uniform:3s,1s\"; its two times are from 0 to 36525d, with units, the "
                      "shorter one first"},
           {{.latency = Latency::percentiles({})},
            latency + "\"percentiles:\"" + distribution_hint("percentiles:")},
           {{.api_latency = Distribution::fixed(-1s)},
            api_latency + "\"fixed:-1s\"; its time is from 0 to 36525d, with a unit"},
           {{.clock_mode = ClockSetting::scaled(0)}, clock_mode + "\"scaled:0\""},
           {{.clock_mode = ClockSetting::scaled(std::nan(""))}, clock_mode + "\"scaled:nan\""},
       }) {
    EXPECT_EQ(error_for(c.options), c.message);
  }
}

TEST(OptionTexts, AreTakenUpToTheirLimits) {
  for (const Options& options : std::vector<Options>{
           {},
           {.credit_expiry = 1ns, .sync_wait = 0s, .media_duration = 0s, .retention = 1ns},
           {.credit_expiry = kMaxDuration,
           .sync_wait = 24h,
           .media_duration = 24h,
           .retention = kMaxDuration},
           {.webhook_backoff = 0s, .webhook_timeout = 1ms},
           {.webhook_backoff = kMaxDuration, .webhook_timeout = kMaxDuration},
           {.latency = Latency::realistic()},
           {.latency = Latency::fixed(0s), .api_latency = Distribution::fixed(0s)},
           {.clock_mode = ClockSetting::scaled(ClockSetting::kMaxFactor)},
       }) {
    EXPECT_EQ(error_for(options), "");
  }
}

TEST(OptionTexts, AreReadFromTexts) {
  Options options;
  EXPECT_TRUE(read_duration(kSyncWait, "1.5s", options));
  EXPECT_EQ(options.sync_wait, 1500ms);
  EXPECT_TRUE(read_duration(kSyncWait, "24h", options));
  EXPECT_EQ(options.sync_wait, 24h);
  EXPECT_TRUE(read_duration(kMediaDuration, "7.5s", options));
  EXPECT_EQ(options.media_duration, 7500ms);
  EXPECT_TRUE(read_duration(kRetention, "36h", options));
  EXPECT_EQ(options.retention, 36h);
  EXPECT_TRUE(read_duration(kWebhookBackoff, "0", options));
  EXPECT_EQ(options.webhook_backoff, 0s);
  EXPECT_TRUE(read_duration(kWebhookTimeout, "1ms", options));
  EXPECT_EQ(options.webhook_timeout, 1ms);
  EXPECT_TRUE(read_credit_expiry("365d", options.credit_expiry));
  EXPECT_EQ(options.credit_expiry, days(365));
  EXPECT_TRUE(read_credit_expiry("never", options.credit_expiry));
  EXPECT_EQ(options.credit_expiry, std::nullopt);
  EXPECT_TRUE(read_latency("uniform:1s,3s", options.latency));
  EXPECT_EQ(options.latency, Latency::uniform(1s, 3s));
  EXPECT_TRUE(read_api_latency("fixed:40ms", options.api_latency));
  EXPECT_EQ(options.api_latency, Distribution::fixed(40ms));
  EXPECT_TRUE(read_api_latency("off", options.api_latency));
  EXPECT_EQ(options.api_latency, std::nullopt);
  EXPECT_TRUE(read_clock_mode("scaled:100", options.clock_mode));
  EXPECT_EQ(options.clock_mode, ClockSetting::scaled(100));
  EXPECT_TRUE(read_clock_start("1970-01-02", options.clock_start));
  EXPECT_EQ(options.clock_start, Timestamp(days(1)));
}

TEST(OptionTexts, SayTheSameAsTypedValues) {
  const Options options{.balance = Money::from_usd(5),
                        .credit_expiry = std::chrono::days(365),
                        .latency = Latency::uniform(1s, 3s),
                        .api_latency = Distribution::fixed(20ms),
                        .sync_wait = 10s,
                        .sync_timeout_status = SyncTimeoutStatus::gateway_timeout,
                        .clock_mode = ClockSetting::scaled(100),
                        .control = Control::off};
  EXPECT_EQ(error_for(options), "");
  Options read;
  EXPECT_TRUE(read_credit_expiry("365d", read.credit_expiry));
  EXPECT_TRUE(read_latency("uniform:1s,3s", read.latency));
  EXPECT_TRUE(read_api_latency("fixed:20ms", read.api_latency));
  EXPECT_TRUE(read_duration(kSyncWait, "10s", read));
  EXPECT_TRUE(read_clock_mode("scaled:100", read.clock_mode));
  EXPECT_EQ(read.credit_expiry, options.credit_expiry);
  EXPECT_EQ(read.latency, options.latency);
  EXPECT_EQ(read.api_latency, options.api_latency);
  EXPECT_EQ(read.sync_wait, options.sync_wait);
  EXPECT_EQ(read.clock_mode, options.clock_mode);
}

TEST(OptionTexts, AreNotChangedByAWrongText) {
  Options options{.credit_expiry = 1h,
                  .latency = Latency::fixed(1h),
                  .api_latency = Distribution::fixed(1h),
                  .sync_wait = 1h,
                  .media_duration = 1h,
                  .retention = 1h,
                  .webhook_backoff = 1h,
                  .webhook_timeout = 1h,
                  .clock_mode = ClockMode::real,
                  .clock_start = Timestamp()};
  for (const char* text : {"", "90", "-1s", "a week", "36526d", "24.1h"}) {
    EXPECT_FALSE(read_duration(kSyncWait, text, options)) << text;
    EXPECT_FALSE(read_duration(kMediaDuration, text, options)) << text;
    if (std::string(text) == "24.1h") continue;
    EXPECT_FALSE(read_duration(kRetention, text, options)) << text;
    EXPECT_FALSE(read_duration(kWebhookBackoff, text, options)) << text;
    EXPECT_FALSE(read_duration(kWebhookTimeout, text, options)) << text;
    EXPECT_FALSE(read_credit_expiry(text, options.credit_expiry)) << text;
    EXPECT_FALSE(read_latency(text, options.latency)) << text;
    EXPECT_FALSE(read_api_latency(text, options.api_latency)) << text;
    EXPECT_FALSE(read_clock_mode(text, options.clock_mode)) << text;
    EXPECT_FALSE(read_clock_start(text, options.clock_start)) << text;
  }
  EXPECT_FALSE(read_duration(kRetention, "0", options));
  EXPECT_FALSE(read_duration(kWebhookTimeout, "0", options));
  EXPECT_FALSE(read_credit_expiry("0", options.credit_expiry));
  EXPECT_FALSE(read_latency("off", options.latency));
  EXPECT_FALSE(read_api_latency("brisk", options.api_latency));
  for (const Duration value : {options.sync_wait, options.media_duration, options.retention,
                               options.webhook_backoff, options.webhook_timeout}) {
    EXPECT_EQ(value, 1h);
  }
  EXPECT_EQ(options.credit_expiry, 1h);
  EXPECT_EQ(options.latency, Latency::fixed(1h));
  EXPECT_EQ(options.api_latency, Distribution::fixed(1h));
  EXPECT_EQ(options.clock_mode, ClockMode::real);
  EXPECT_EQ(options.clock_start, Timestamp());
}

TEST(OptionTexts, MakeTheSameMockFromATextAndFromATypedValue) {
  const auto answers = [](const Options& options) {
    const MockClient client(options);
    std::vector<Duration> delays;
    for (int i = 0; i < 5; ++i) delays.push_back(client.get("/api/v3/balance").delivery.delay);
    const std::string id = client.id(client.submit("wavespeed-ai/flux-dev"));
    std::string states;
    for (int i = 0; i < 8; ++i) {
      states += client.status(client.poll(id)) + ' ';
      client.advance(500ms);
    }
    return std::pair(delays, states);
  };
  Options read;
  ASSERT_TRUE(read_latency("uniform:1s,3s", read.latency));
  ASSERT_TRUE(read_api_latency("uniform:1ms,9ms", read.api_latency));
  const Options typed{.latency = Latency::uniform(1s, 3s),
                      .api_latency = Distribution::uniform(1ms, 9ms)};
  EXPECT_EQ(answers(read), answers(typed));
  EXPECT_NE(answers(read), answers({})) << "and the options matter";
}

}  // namespace
}  // namespace wavespeed_mock::option_texts_test

// What each option of `serve` accepts, from each of its sources.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "base/value/timestamp.h"
#include "cli/command_line.h"
#include "cli/command_line_suite.h"

namespace wavespeed_mock::cli::command_line_values_test {
namespace {

using namespace std::chrono_literals;

struct RightValue {
  std::string option;
  std::string text;  // in a flag or a variable
  std::string json;  // in a config file
  bool (*arrived)(const Settings& settings);
};

const std::vector<RightValue>& right_values() {
  using S = Settings;
  using Rules = std::vector<ClientRule>;
  static const std::vector<RightValue> values = {
      {"host", "::1", R"("::1")", [](const S& s) { return s.listen.host == "::1"; }},
      {"port", "0", "0", [](const S& s) { return s.listen.port == 0; }},
      {"port", "65535", "65535", [](const S& s) { return s.listen.port == 65535; }},
      {"engine", "httplib", R"("httplib")",
       [](const S& s) { return s.listen.engine == ServerEngine::httplib; }},
      {"threads", "4", "4", [](const S& s) { return s.listen.threads == 4; }},
      {"tls-cert", "/a/c.pem", R"("/a/c.pem")",
       [](const S& s) { return s.listen.tls_cert == "/a/c.pem"; }},
      {"tls-key", "/a/k.pem", R"("/a/k.pem")",
       [](const S& s) { return s.listen.tls_key == "/a/k.pem"; }},
      {"tls-self-signed", "/a/s.pem", R"("/a/s.pem")",
       [](const S& s) { return s.listen.tls_self_signed == "/a/s.pem"; }},
      {"port-file", "/a/port", R"("/a/port")", [](const S& s) { return s.port_file == "/a/port"; }},
      {"fixtures", "/a/b", R"("/a/b")",
       [](const S& s) { return s.mock.fixtures == std::vector<std::filesystem::path>{"/a/b"}; }},
      {"fixtures", "/a b", R"(["/a b"])",
       [](const S& s) { return s.mock.fixtures == std::vector<std::filesystem::path>{"/a b"}; }},
      {"models", "/a/b", R"("/a/b")",
       [](const S& s) { return s.mock.models == std::vector<std::filesystem::path>{"/a/b"}; }},
      {"unknown-models", "accept", R"("accept")",
       [](const S& s) { return s.mock.unknown_models == UnknownModels::accept; }},
      {"unknown-model-price", "0.5", "0.5",
       [](const S& s) { return s.mock.unknown_model_price == Money::from_usd(0.5); }},
      {"auth", "strict", R"("strict")", [](const S& s) { return s.mock.auth == Auth::strict; }},
      {"tier", "gold", R"("gold")", [](const S& s) { return s.mock.tier == "gold"; }},
      {"balance", "0", "0", [](const S& s) { return s.mock.balance == Money(); }},
      {"balance", "0.25", "0.25",
       [](const S& s) { return s.mock.balance == Money::from_usd(0.25); }},
      {"balance", "1e9", "1e9", [](const S& s) { return s.mock.balance == Money::from_usd(1e9); }},
      {"latency", "fixed:2s", R"("fixed:2s")",
       [](const S& s) { return s.mock.latency == Latency::fixed(2s); }},
      {"clock", "scaled:100", R"("scaled:100")",
       [](const S& s) { return s.mock.clock_mode == ClockSetting::scaled(100); }},
      {"clock-start", "2030-01-01", R"("2030-01-01")",
       [](const S& s) { return s.mock.clock_start == parse_iso8601("2030-01-01"); }},
      {"api-latency", "fixed:20ms", R"("fixed:20ms")",
       [](const S& s) { return s.mock.api_latency == Distribution::fixed(20ms); }},
      {"over-limit", "reject", R"("reject")",
       [](const S& s) { return s.mock.over_limit == OverLimit::reject; }},
      {"over-limit", "queue", R"("queue")",
       [](const S& s) { return s.mock.over_limit == OverLimit::queue; }},
      {"limit-results", "true", "true", [](const S& s) { return s.mock.limit_results; }},
      {"sync-wait", "2m", R"("2m")", [](const S& s) { return s.mock.sync_wait == 2min; }},
      {"sync-timeout-status", "504", "504",
       [](const S& s) { return s.mock.sync_timeout_status == SyncTimeoutStatus::gateway_timeout; }},
      {"max-upload-bytes", "1", "1", [](const S& s) { return s.mock.max_upload_bytes == 1; }},
      {"max-upload-bytes", "1099511627776", "1099511627776",
       [](const S& s) { return s.mock.max_upload_bytes == 1'099'511'627'776; }},
      {"output-names", "live", R"("live")",
       [](const S& s) { return s.mock.output_names == OutputNames::live; }},
      {"unknown-inputs", "ignore", R"("ignore")",
       [](const S& s) { return s.mock.unknown_inputs == UnknownInputs::ignore; }},
      {"unknown-inputs", "refuse", R"("refuse")",
       [](const S& s) { return s.mock.unknown_inputs == UnknownInputs::refuse; }},
      {"upload-types", "any", R"("any")",
       [](const S& s) { return s.mock.upload_types == UploadTypes::any; }},
      {"media-memory", "0", "0", [](const S& s) { return s.mock.media_memory == 0; }},
      {"media-dir", "/a/b", R"("/a/b")", [](const S& s) { return s.mock.media_dir == "/a/b"; }},
      {"media-duration", "42s", R"("42s")",
       [](const S& s) { return s.mock.media_duration == 42s; }},
      {"webhook-private", "true", "true", [](const S& s) { return s.mock.webhook_private; }},
      {"webhook-retries", "0", "0", [](const S& s) { return s.mock.webhook_retries == 0; }},
      {"webhook-retries", "20", "20", [](const S& s) { return s.mock.webhook_retries == 20; }},
      {"webhook-backoff", "1m", R"("1m")",
       [](const S& s) { return s.mock.webhook_backoff == 1min; }},
      {"webhook-timeout", "2s", R"("2s")", [](const S& s) { return s.mock.webhook_timeout == 2s; }},
      {"webhook-refund", "true", "true", [](const S& s) { return s.mock.webhook_refund; }},
      {"credit-expiry", "365d", R"("365d")",
       [](const S& s) { return s.mock.credit_expiry == std::chrono::days(365); }},
      {"retention", "36h", R"("36h")", [](const S& s) { return s.mock.retention == 36h; }},
      {"strict", "true", "true", [](const S& s) { return s.mock.strict; }},
      {"client-report", "/a/b.xml", R"("/a/b.xml")",
       [](const S& s) { return s.client_report == "/a/b.xml"; }},
      {"client-rules", "polling,backoff", R"("polling,backoff")",
       [](const S& s) {
         return s.client_rules == Rules{ClientRule::polling, ClientRule::backoff};
       }},
      {"client-rules", "none", R"("none")", [](const S& s) { return s.client_rules.empty(); }},
      {"replay", "/a/b.jsonl", R"("/a/b.jsonl")",
       [](const S& s) { return s.mock.replay == "/a/b.jsonl"; }},
      {"replay-timing", "recorded", R"("recorded")",
       [](const S& s) { return s.mock.replay_timing == ReplayTiming::recorded; }},
      {"scenario", "flaky", R"("flaky")", [](const S& s) { return s.mock.scenario == "flaky"; }},
      {"scenario", "/a/b.json", R"("/a/b.json")",
       [](const S& s) { return s.mock.scenario == "/a/b.json"; }},
      {"scenarios", "/a/b", R"("/a/b")",
       [](const S& s) { return s.mock.scenarios == std::vector<std::filesystem::path>{"/a/b"}; }},
      {"control", "off", R"("off")", [](const S& s) { return s.mock.control == Control::off; }},
      {"control-token", "t-1", R"("t-1")",
       [](const S& s) { return s.mock.control_token == "t-1"; }},
      {"triggers", "off", R"("off")", [](const S& s) { return !s.mock.triggers; }},
      {"journal", "0", "0", [](const S& s) { return s.mock.journal == 0; }},
      {"journal-body", "1048576", "1048576",
       [](const S& s) { return s.mock.journal_body == 1'048'576; }},
      {"seed", "18446744073709551615", "18446744073709551615",
       [](const S& s) { return s.mock.seed == std::numeric_limits<std::uint64_t>::max(); }},
      {"log-format", "json", R"("json")",
       [](const S& s) { return s.log_format == LogFormat::json; }},
      {"log-level", "off", R"("off")", [](const S& s) { return s.log_level == "off"; }},
      {"log-level", "error", R"("error")", [](const S& s) { return s.log_level == "error"; }},
      {"log-level", "warn", R"("warn")", [](const S& s) { return s.log_level == "warn"; }},
      {"log-level", "debug", R"("debug")", [](const S& s) { return s.log_level == "debug"; }},
  };
  return values;
}

TEST_F(CommandLine, TakesEveryOptionFromEverySource) {
  std::set<std::string> tried = {"config"};
  for (const RightValue& value : right_values()) {
    SCOPED_TRACE(value.option + " " + value.text);
    const Option& row = row_named(value.option);
    tried.insert(value.option);
    EXPECT_FALSE(value.arrived(read_settings({}, {})));
    EXPECT_TRUE(value.arrived(read_settings({flag_name(row) + "=" + value.text}, {})));
    if (row.value.form != Form::toggle) {
      EXPECT_TRUE(value.arrived(read_settings({flag_name(row), value.text}, {})));
    }
    EXPECT_TRUE(value.arrived(read_settings({}, {{environment_name(row), value.text}})));
    const std::string path = write_config("{\"" + config_key(row) + "\": " + value.json + "}");
    EXPECT_TRUE(value.arrived(read_settings({"--config", path}, {})));
    EXPECT_TRUE(value.arrived(read_settings({}, {{"WAVESPEED_MOCK_CONFIG", path}})));
  }
  EXPECT_EQ(tried.size(), option_table().size()) << "this test leaves out an option";
}

TEST_F(CommandLine, TakesAToggleAloneAsTrueAndCanTurnItOff) {
  EXPECT_TRUE(read_settings({"--limit-results"}, {}).mock.limit_results);
  const Environment on = {{"WAVESPEED_MOCK_LIMIT_RESULTS", "true"}};
  EXPECT_FALSE(read_settings({"--limit-results=false"}, on).mock.limit_results);
}

}  // namespace
}  // namespace wavespeed_mock::cli::command_line_values_test

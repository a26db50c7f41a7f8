#include "cli/option_table.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/value/clock_option.h"
#include "base/value/distribution.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock::cli::option_table_test {
namespace {

using namespace std::chrono_literals;

std::string joined_paths(const std::vector<std::filesystem::path>& paths) {
  std::string text;
  for (const auto& path : paths) text += path.string() + ';';
  return text;
}

// Every setting as text, by the name of its option.
std::map<std::string, std::string> all_settings(const Settings& settings) {
  std::string rules;
  if (settings.client_rules.size() < kClientRules.size()) {
    for (const ClientRule rule : settings.client_rules) rules += std::string(to_text(rule)) + ';';
  }
  return {
      {"host", settings.listen.host},
      {"port", std::to_string(settings.listen.port)},
      {"engine", std::to_string(static_cast<int>(settings.listen.engine))},
      {"threads", std::to_string(settings.listen.threads)},
      {"tls-cert", settings.listen.tls_cert.value_or("").string()},
      {"tls-key", settings.listen.tls_key.value_or("").string()},
      {"tls-self-signed", settings.listen.tls_self_signed.value_or("").string()},
      {"port-file", settings.port_file.value_or("").string()},
      {"config", settings.config.value_or("").string()},
      {"fixtures", joined_paths(settings.mock.fixtures)},
      {"models", joined_paths(settings.mock.models)},
      {"unknown-models", std::to_string(static_cast<int>(settings.mock.unknown_models))},
      {"unknown-model-price", to_decimal(settings.mock.unknown_model_price)},
      {"auth", std::to_string(static_cast<int>(settings.mock.auth))},
      {"tier", settings.mock.tier},
      {"balance", to_decimal(settings.mock.balance)},
      {"latency", to_text(settings.mock.latency)},
      {"clock", to_text(settings.mock.clock_mode->mode, settings.mock.clock_mode->factor)},
      {"clock-start", settings.mock.clock_start ? to_rfc3339(*settings.mock.clock_start) : ""},
      {"api-latency", settings.mock.api_latency ? to_text(*settings.mock.api_latency) : "off"},
      {"over-limit", std::to_string(static_cast<int>(settings.mock.over_limit))},
      {"limit-results", std::to_string(settings.mock.limit_results)},
      {"sync-wait", to_text(settings.mock.sync_wait)},
      {"sync-timeout-status", std::to_string(static_cast<int>(settings.mock.sync_timeout_status))},
      {"max-upload-bytes", std::to_string(settings.mock.max_upload_bytes)},
      {"output-names", std::to_string(static_cast<int>(settings.mock.output_names))},
      {"unknown-inputs", std::to_string(static_cast<int>(settings.mock.unknown_inputs))},
      {"upload-types", std::to_string(static_cast<int>(settings.mock.upload_types))},
      {"media-memory", std::to_string(settings.mock.media_memory)},
      {"media-dir", settings.mock.media_dir.value_or("").string()},
      {"media-duration", to_text(settings.mock.media_duration)},
      {"credit-expiry",
       settings.mock.credit_expiry ? to_text(*settings.mock.credit_expiry) : "never"},
      {"retention", to_text(settings.mock.retention)},
      {"webhook-private", std::to_string(settings.mock.webhook_private)},
      {"webhook-retries", std::to_string(settings.mock.webhook_retries)},
      {"webhook-backoff", to_text(settings.mock.webhook_backoff)},
      {"webhook-timeout", to_text(settings.mock.webhook_timeout)},
      {"webhook-refund", std::to_string(settings.mock.webhook_refund)},
      {"replay", settings.mock.replay.value_or("").string()},
      {"replay-timing", std::to_string(static_cast<int>(settings.mock.replay_timing))},
      {"strict", std::to_string(settings.mock.strict)},
      {"client-report", settings.client_report.value_or("").string()},
      {"client-rules", rules},
      {"scenario", settings.mock.scenario},
      {"scenarios", joined_paths(settings.mock.scenarios)},
      {"control", std::to_string(static_cast<int>(settings.mock.control))},
      {"control-token", settings.mock.control_token},
      {"triggers", std::to_string(settings.mock.triggers)},
      {"journal", std::to_string(settings.mock.journal)},
      {"journal-body", std::to_string(settings.mock.journal_body)},
      {"seed", std::to_string(settings.mock.seed)},
      {"log-format", std::to_string(static_cast<int>(settings.log_format))},
      {"log-level", settings.log_level},
  };
}

// Every value here differs from its default.
Settings unlike_default() {
  Settings settings;
  settings.listen.host = "0.0.0.0";
  settings.listen.port = 1;
  settings.listen.engine = ServerEngine::event;
  settings.listen.threads = 2;
  settings.listen.tls_cert = "cert.pem";
  settings.listen.tls_key = "key.pem";
  settings.listen.tls_self_signed = "own.pem";
  settings.port_file = "port";
  settings.config = "config.json";
  settings.mock.fixtures = {"fixtures"};
  settings.mock.models = {"models.json"};
  settings.mock.unknown_models = UnknownModels::accept;
  settings.mock.unknown_model_price = Money::from_usd(1);
  settings.mock.auth = Auth::strict;
  settings.mock.tier = "gold";
  settings.mock.balance = Money::from_usd(1);
  settings.mock.latency = Latency::instant();
  settings.mock.clock_mode = ClockMode::automatic;
  settings.mock.clock_start = Timestamp();
  settings.mock.api_latency = Distribution::fixed(1s);
  settings.mock.over_limit = OverLimit::queue;
  settings.mock.limit_results = true;
  settings.mock.sync_wait = 1s;
  settings.mock.sync_timeout_status = SyncTimeoutStatus::gateway_timeout;
  settings.mock.max_upload_bytes = 1;
  settings.mock.output_names = OutputNames::live;
  settings.mock.unknown_inputs = UnknownInputs::refuse;
  settings.mock.upload_types = UploadTypes::any;
  settings.mock.media_memory = 1;
  settings.mock.media_dir = "media";
  settings.mock.media_duration = 1h;
  settings.mock.credit_expiry = 1h;
  settings.mock.retention = 1h;
  settings.mock.webhook_private = true;
  settings.mock.webhook_retries = 1;
  settings.mock.webhook_backoff = 1s;
  settings.mock.webhook_timeout = 1s;
  settings.mock.webhook_refund = true;
  settings.mock.replay = "transcript.jsonl";
  settings.mock.replay_timing = ReplayTiming::recorded;
  settings.mock.strict = true;
  settings.client_report = "report.xml";
  settings.client_rules = {ClientRule::polling};
  settings.mock.scenario = "flaky";
  settings.mock.scenarios = {"scenarios"};
  settings.mock.control = Control::off;
  settings.mock.control_token = "token";
  settings.mock.triggers = false;
  settings.mock.journal = 1;
  settings.mock.journal_body = 1;
  settings.mock.seed = 1;
  settings.log_format = LogFormat::json;
  settings.log_level = "off";
  return settings;
}

TEST(OptionTable, NamesEverySettingOnce) {
  const auto settings = all_settings(Settings{});
  std::set<std::string> names;
  for (const Option& option : described(serve_options)) {
    EXPECT_TRUE(names.insert(std::string(option.name)).second) << option.name << " appears twice";
    EXPECT_TRUE(settings.contains(std::string(option.name))) << option.name;
  }
  EXPECT_EQ(names.size(), settings.size());
}

TEST(OptionTable, DerivesTheOtherNames) {
  const std::vector<Option> options = described(serve_options);
  ASSERT_EQ(options.back().name, "log-level");
  EXPECT_EQ(flag_name(options.back()), "--log-level");
  EXPECT_EQ(options.back().variable, "WAVESPEED_MOCK_LOG_LEVEL");
  EXPECT_EQ(config_key(options.back()), "log_level");
  for (const Option& option : options) {
    EXPECT_EQ(option.variable, environment_name(option));
    for (const char c : option.name) EXPECT_TRUE(c == '-' || (c >= 'a' && c <= 'z')) << option.name;
  }
}

// The default that is shown sets the field to the value in the struct.
TEST(OptionTable, ShowsTheDefaultsOfTheStructs) {
  const auto by_default = all_settings(Settings{});
  const auto before = all_settings(unlike_default());
  const std::vector<Option> shown = described(serve_options);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::string name(shown[i].name);
    SCOPED_TRACE(name);
    ASSERT_NE(before.at(name), by_default.at(name));
    const std::string& text = shown[i].value.default_text;
    if (text.empty()) {
      EXPECT_EQ(by_default.at(name), "");
      continue;
    }
    Settings settings = unlike_default();
    EXPECT_TRUE(serve_options(settings)[i].value.set({{text}, {}}));
    auto expected = before;
    expected[name] = by_default.at(name);
    EXPECT_EQ(all_settings(settings), expected);
  }
}

TEST(OptionTable, FollowsTheStructsWhenADefaultChanges) {
  Settings settings;
  settings.listen.port = 9000;
  settings.mock.webhook_retries = 7;
  settings.mock.auth = Auth::strict;
  std::map<std::string_view, std::string> shown;
  for (const Option& option : serve_options(settings)) {
    shown[option.name] = option.value.default_text;
  }
  EXPECT_EQ(shown["port"], "9000");
  EXPECT_EQ(shown["webhook-retries"], "7");
  EXPECT_EQ(shown["auth"], "strict");
}

TEST(OptionTable, TakesSeveralTextsOnlyForPaths) {
  Settings settings = unlike_default();
  for (const Option& option : serve_options(settings)) {
    SCOPED_TRACE(option.name);
    const std::string& by_default = option.value.default_text;
    const std::string text = by_default.empty() ? "a" : by_default;
    EXPECT_FALSE(option.value.set({{}, {}}));
    EXPECT_FALSE(option.value.set({{""}, {}}));
    EXPECT_EQ(all_settings(settings), all_settings(unlike_default()));
    EXPECT_EQ(option.value.set({{text, text}, {}}), option.value.form == Form::paths);
    settings = unlike_default();
  }
}

TEST(OptionTable, AcceptsWhatItLists) {
  Settings settings;
  for (const Option& option : serve_options(settings)) {
    for (const auto* const list : {&option.value.choices, &option.value.suggestions}) {
      for (const std::string& text : *list) {
        EXPECT_TRUE(option.value.set({{text}, {}})) << option.name << ' ' << text;
      }
    }
    if (option.value.min.empty()) continue;
    EXPECT_TRUE(option.value.set({{option.value.min}, {}})) << option.name;
    EXPECT_TRUE(option.value.set({{option.value.max}, {}})) << option.name;
  }
}

TEST(OptionTable, SuggestsTiersAndScenariosThatAreBuiltIn) {
  for (const Option& option : described(serve_options)) {
    for (const std::string& name : option.value.suggestions) {
      Options options;
      if (option.name == "tier") options.tier = name;
      if (option.name == "scenario") options.scenario = name;
      EXPECT_NO_THROW(const Mock mock(options)) << option.name << ' ' << name;
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::option_table_test

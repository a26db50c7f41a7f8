#include "cli/command_line.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/value/timestamp.h"
#include "cli/option_table.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli::command_line_test {
namespace {

using namespace std::chrono_literals;
using Arguments = std::vector<std::string>;

class CommandLine : public testing::Test {
 protected:
  std::string write_config(const std::string& text) const {
    const std::string path = (folder_ / "config.json").string();
    std::ofstream(path) << text;
    return path;
  }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
};

const std::vector<Option>& option_table() {
  static const std::vector<Option> options = described(serve_options);
  return options;
}

const Option& row_named(std::string_view name) {
  for (const Option& option : option_table()) {
    if (option.name == name) return option;
  }
  throw std::invalid_argument("no option " + std::string(name));
}

// What read_settings throws; "" if it throws nothing.
std::string error_for(const Arguments& arguments, const Environment& environment = {}) {
  try {
    read_settings(arguments, environment);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

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
      {"upload-types", "any", R"("any")",
       [](const S& s) { return s.mock.upload_types == UploadTypes::any; }},
      {"media-memory", "0", "0", [](const S& s) { return s.mock.media_memory == 0; }},
      {"media-dir", "/a/b", R"("/a/b")", [](const S& s) { return s.mock.media_dir == "/a/b"; }},
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

TEST_F(CommandLine, PrefersFlagThenEnvironmentThenConfigFileThenDefault) {
  const std::string config = "--config=" + write_config(R"({"port": 1})");
  const Environment variable = {{"WAVESPEED_MOCK_PORT", "2"}};
  struct Case {
    Arguments arguments;
    Environment environment;
    int port;
  };
  const std::vector<Case> cases = {
      {{}, {}, 8787},
      {{config}, {}, 1},
      {{}, variable, 2},
      {{config}, variable, 2},
      {{"--port=3"}, {}, 3},
      {{config, "--port=3"}, {}, 3},
      {{"--port=3"}, variable, 3},
      {{"--port=3", config}, variable, 3},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(read_settings(c.arguments, c.environment).listen.port, c.port)
        << testing::PrintToString(c.arguments) << testing::PrintToString(c.environment);
  }
}

TEST_F(CommandLine, PrefersTheConfigFileOfTheFlag) {
  const Environment missing = {{"WAVESPEED_MOCK_CONFIG", (folder_ / "missing").string()}};
  const std::string path = write_config(R"({"port": 1})");
  const Settings settings = read_settings({"--config", path}, missing);
  EXPECT_EQ(settings.listen.port, 1);
  EXPECT_EQ(settings.config, path);
  EXPECT_EQ(error_for({"--config", folder_.string()}, {{"WAVESPEED_MOCK_CONFIG", path}}),
            "option --config: cannot read \"" + folder_.string() + "\": Is a directory");
}

TEST_F(CommandLine, ReadsListsOfFixturesAndDoesNotMixSources) {
  const std::string config = "--config=" + write_config(R"({"fixtures": ["/c", "/d"]})");
  const Environment variable = {{"WAVESPEED_MOCK_FIXTURES", "e:/f"}};
  struct Case {
    Arguments arguments;
    Environment environment;
    std::vector<std::filesystem::path> fixtures;
  };
  const std::vector<Case> cases = {
      {{"--fixtures", "a", "--fixtures=b:c"}, {}, {"a", "b:c"}},
      {{"--fixtures=[a,b]"}, {}, {"[a,b]"}},
      {{}, variable, {"e", "/f"}},
      {{config}, {}, {"/c", "/d"}},
      {{config}, variable, {"e", "/f"}},
      {{config, "--fixtures=a"}, variable, {"a"}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(read_settings(c.arguments, c.environment).mock.fixtures, c.fixtures)
        << testing::PrintToString(c.arguments);
  }
}

TEST_F(CommandLine, ResolvesPathsOfAConfigFileAgainstItsFolder) {
  const std::string path = write_config(R"({"port_file": "p", "fixtures": ["x/y.json", "/z"]})");
  const Settings settings = read_settings({"--config", path}, {});
  EXPECT_EQ(settings.port_file, folder_ / "p");
  EXPECT_EQ(settings.mock.fixtures,
            (std::vector<std::filesystem::path>{folder_ / "x/y.json", "/z"}));
  EXPECT_EQ(read_settings({"--port-file", "p"}, {}).port_file, "p");
  EXPECT_EQ(read_settings({}, {{"WAVESPEED_MOCK_PORT_FILE", "p"}}).port_file, "p");
}

TEST_F(CommandLine, TreatsAnEmptyVariableAsNotSet) {
  for (const Option& row : option_table()) {
    EXPECT_EQ(error_for({}, {{environment_name(row), ""}}), "");
  }
  EXPECT_EQ(read_settings({}, {{"WAVESPEED_MOCK_PORT", ""}}).listen.port, 8787);
}

struct WrongValue {
  std::string option;
  std::string value;
};

std::string must_be(const Option& row, const std::string& shown) {
  return ": must be " + row.value.expected + ", not " + shown;
}

TEST_F(CommandLine, NamesAWrongValueOfAFlagOrVariable) {
  const std::vector<WrongValue> cases = {
      {"port", "65536"},
      {"port", "-1"},
      {"port", "80a"},
      {"port", "80.0"},
      {"port", " 80"},
      {"port", "+80"},
      {"port", "9999999999999"},
      {"max-upload-bytes", "0"},
      {"media-memory", "1MiB"},
      {"upload-types", "Media"},
      {"triggers", "true"},
      {"journal", "-1"},
      {"journal", "1000001"},
      {"journal-body", "2KB"},
      {"journal-body", "1048577"},
      {"seed", "-1"},
      {"seed", "18446744073709551616"},
      {"seed", "0x10"},
      {"seed", "1e3"},
      {"balance", "-0.01"},
      {"balance", "1000000000.01"},
      {"balance", "nan"},
      {"balance", "inf"},
      {"balance", "$5"},
      {"balance", "5 USD"},
      {"credit-expiry", "0"},
      {"credit-expiry", "always"},
      {"latency", "quick"},
      {"latency", "uniform:3s,1s"},
      {"api-latency", "brisk"},
      {"clock", "fast"},
      {"clock", "scaled:0"},
      {"clock-start", "noon"},
      {"sync-wait", "90"},
      {"sync-wait", "24.1h"},
      {"retention", "a week"},
      {"webhook-backoff", "soon"},
      {"webhook-timeout", "0"},
      {"client-rules", "poling"},
      {"fixtures", ":"},
      {"fixtures", "a::b"},
      {"auth", "closed"},
      {"auth", "Open"},
      {"over-limit", "wait"},
      {"limit-results", "1"},
      {"limit-results", "yes"},
      {"sync-timeout-status", "500"},
      {"sync-timeout-status", "0200"},
      {"log-format", "xml"},
      {"log-level", "trace"},
  };
  for (const WrongValue& c : cases) {
    const Option& row = row_named(c.option);
    const std::string expected = must_be(row, '"' + c.value + '"');
    const std::string name = environment_name(row);
    EXPECT_EQ(error_for({}, {{name, c.value}}), "environment variable " + name + expected);
    // The flag is repeated instead of having its value split.
    if (row.value.form == Form::paths) continue;
    EXPECT_EQ(error_for({flag_name(row) + "=" + c.value}), "option " + flag_name(row) + expected);
  }
}

TEST_F(CommandLine, NamesAnEmptyValueOfAFlag) {
  for (const Option& row : option_table()) {
    const std::string flag = flag_name(row);
    const std::string expected = "option " + flag + must_be(row, "\"\"");
    EXPECT_EQ(error_for({flag + "="}), expected);
    EXPECT_EQ(error_for({flag + "=", flag == "--seed" ? "--port" : "--seed", "1"}), expected);
    if (row.value.form == Form::toggle) continue;
    EXPECT_EQ(error_for({flag, ""}), expected);
  }
}

TEST_F(CommandLine, NamesAWrongValueOfAConfigFile) {
  const std::vector<WrongValue> cases = {
      {"host", "5"},
      {"host", R"("")"},
      {"port", R"("8787")"},
      {"port", "65536"},
      {"port", "1.5"},
      {"port", "null"},
      {"engine", R"("asio")"},
      {"threads", "257"},
      {"tls-cert", "true"},
      {"tls-key", "5"},
      {"tls-self-signed", "true"},
      {"port-file", "true"},
      {"fixtures", "5"},
      {"fixtures", "[]"},
      {"fixtures", R"(["a",5])"},
      {"fixtures", R"(["a",""])"},
      {"auth", R"("closed")"},
      {"auth", "true"},
      {"tier", "3"},
      {"balance", R"("100")"},
      {"balance", "-1"},
      {"latency", "200"},
      {"control", R"("maybe")"},
      {"scenario", "5"},
      {"scenarios", "[5]"},
      {"control-token", "5"},
      {"clock", "1"},
      {"clock-start", "2030"},
      {"api-latency", "false"},
      {"over-limit", R"(["queue"])"},
      {"limit-results", R"("true")"},
      {"limit-results", "1"},
      {"sync-wait", "90"},
      {"sync-timeout-status", R"("504")"},
      {"sync-timeout-status", "408"},
      {"max-upload-bytes", "0"},
      {"max-upload-bytes", "1099511627777"},
      {"upload-types", R"("all")"},
      {"media-memory", "-1"},
      {"media-dir", "5"},
      {"webhook-private", "1"},
      {"webhook-retries", "21"},
      {"webhook-backoff", "5"},
      {"webhook-timeout", "30"},
      {"webhook-refund", R"("true")"},
      {"credit-expiry", "365"},
      {"retention", "7"},
      {"strict", R"("true")"},
      {"client-report", "true"},
      {"client-rules", R"("poling")"},
      {"replay", "true"},
      {"replay-timing", R"("slow")"},
      {"journal", R"("all")"},
      {"journal-body", "1.5"},
      {"triggers", "true"},
      {"seed", "-1"},
      {"seed", "0.5"},
      {"log-format", "true"},
      {"log-level", R"({"all":"debug"})"},
  };
  std::set<std::string> tried = {"config"};
  for (const WrongValue& c : cases) {
    tried.insert(c.option);
    const Option& row = row_named(c.option);
    const std::string path = write_config("{\"" + config_key(row) + "\": " + c.value + "}");
    EXPECT_EQ(error_for({"--config", path}), "config file " + path + ": field \"" +
                                                 config_key(row) + "\"" + must_be(row, c.value));
  }
  EXPECT_EQ(tried.size(), option_table().size()) << "this test leaves out an option";
}

TEST_F(CommandLine, ReportsAWrongValueThatIsOverridden) {
  EXPECT_EQ(error_for({"--port=1"}, {{"WAVESPEED_MOCK_PORT", "x"}}),
            "environment variable WAVESPEED_MOCK_PORT: must be a whole number from 0 to 65535, "
            "not \"x\"");
}

TEST_F(CommandLine, SuggestsTheNearestNameForAnUnknownOne) {
  struct Case {
    Arguments arguments;
    Environment environment;
    std::string error;
  };
  const std::vector<Case> cases = {
      {{"--prot", "1"}, {}, R"(option "--prot" is not known; did you mean "--port"?)"},
      {{"--prot=1"}, {}, R"(option "--prot" is not known; did you mean "--port"?)"},
      {{"-port", "1"}, {}, R"(option "-port" is not known; did you mean "--port"?)"},
      {{"--log_level=off"},
       {},
       R"(option "--log_level" is not known; did you mean "--log-level"?)"},
      {{"--frobnicate"},
       {},
       R"(option "--frobnicate" is not known; "wavespeed-mock serve --help" lists all)"},
      {{"--a\nb"}, {}, R"(option "--a\nb" is not known; "wavespeed-mock serve --help" lists all)"},
      {{"8080"}, {}, R"(argument "8080" is not known; options begin with "--")"},
      {{""}, {}, R"(argument "" is not known; options begin with "--")"},
      {{"--limit-results", "true"}, {}, R"(argument "true" is not known; options begin with "--")"},
      {{},
       {{"WAVESPEED_MOCK_PROT", "1"}},
       R"(environment variable "WAVESPEED_MOCK_PROT" is not known; )"
       R"(did you mean "WAVESPEED_MOCK_PORT"?)"},
      {{},
       {{"WAVESPEED_MOCK_LOGLEVEL", ""}},
       R"(environment variable "WAVESPEED_MOCK_LOGLEVEL" is not known; )"
       R"(did you mean "WAVESPEED_MOCK_LOG_LEVEL"?)"},
      {{},
       {{"WAVESPEED_MOCK_FROBNICATE", "1"}},
       R"(environment variable "WAVESPEED_MOCK_FROBNICATE" is not known; )"
       R"("wavespeed-mock serve --help" lists all)"},
  };
  for (const Case& c : cases) EXPECT_EQ(error_for(c.arguments, c.environment), c.error);
}

TEST_F(CommandLine, NamesAMissingAndARepeatedValue) {
  EXPECT_EQ(error_for({"--seed", "1", "--port"}),
            "option --port: needs a value: a whole number from 0 to 65535");
  EXPECT_EQ(error_for({"--port", "1", "--port", "2"}),
            "option --port: given 2 times, may be given once");
}

TEST_F(CommandLine, ExplainsErrorsInAConfigFile) {
  const std::string missing = (folder_ / "missing.json").string();
  EXPECT_EQ(error_for({"--config", missing}),
            "option --config: cannot read \"" + missing + "\": No such file or directory");
  EXPECT_EQ(error_for({}, {{"WAVESPEED_MOCK_CONFIG", folder_.string()}}),
            "environment variable WAVESPEED_MOCK_CONFIG: cannot read \"" + folder_.string() +
                "\": Is a directory");

  struct Case {
    std::string text;
    std::string error;  // after the file's name
  };
  const std::vector<Case> cases = {
      {R"({"ports": 1})", R"(: field "ports" is not known; did you mean "port"?)"},
      {R"({"log-level": "off"})", R"(: field "log-level" is not known; did you mean "log_level"?)"},
      {R"({"config": "other.json"})", R"(: field "config" is not known)"},
      {R"({"port": 1, "port": 2})", R"(: field "port" appears twice)"},
      {"[]", ": must be an object, not []"},
  };
  for (const Case& c : cases) {
    const std::string path = write_config(c.text);
    EXPECT_EQ(error_for({"--config", path}), "config file " + path + c.error);
  }
  const std::string path = write_config("{\n  \"port\" 1\n}");
  EXPECT_EQ(
      error_for({"--config", path}).find("config file " + path + ": is not valid JSON: at line 2"),
      0u);
}

TEST_F(CommandLine, ReadsTheVariablesOfThisProcess) {
  ASSERT_EQ(setenv("WAVESPEED_MOCK_TIER", "a=b", 1), 0);
  const Environment environment = process_environment();
  unsetenv("WAVESPEED_MOCK_TIER");
  EXPECT_EQ(environment.at("WAVESPEED_MOCK_TIER"), "a=b");
  for (const auto& [name, value] : environment) EXPECT_EQ(name.find(kEnvironmentPrefix), 0u);
}

TEST_F(CommandLine, IgnoresTheVariablesOfClientsAndHelpers) {
  for (const char* name :
       {"WAVESPEED_MOCK_URL", "WAVESPEED_MOCK_KEY", "WAVESPEED_MOCK_TOKEN", "WAVESPEED_MOCK_BIN"}) {
    EXPECT_EQ(error_for({}, {{name, "x"}}), "") << name;
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::command_line_test

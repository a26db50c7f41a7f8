// What is said of a command line, an environment or a config file that is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/command_line_suite.h"

namespace wavespeed_mock::cli::command_line_errors_test {
namespace {

struct WrongValue {
  std::string option;
  std::string value;
};

std::string must_be(const Option& row, const std::string& shown) {
  const bool is_text = row.value.hint && shown.starts_with('"');
  return ": must be " + row.value.expected + ", not " + shown +
         (is_text ? row.value.hint(shown.substr(1, shown.size() - 2)) : "");
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
      {"unknown-models", "yes"},
      {"unknown-model-price", "-0.01"},
      {"output-names", "Live"},
      {"unknown-inputs", "as_schema"},
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
      {"media-duration", "-1s"},
      {"media-duration", "25h"},
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

TEST_F(CommandLine, SaysWhatTheValuesOfADistributionMustBe) {
  EXPECT_THAT(error_for({"--latency=normal:-1s,1s"}),
              ::testing::EndsWith(
                  R"(not "normal:-1s,1s"; its two times are from 0 to 36525d, with units)"));
  EXPECT_THAT(
      error_for({}, {{"WAVESPEED_MOCK_API_LATENCY", "lognormal:1s,6"}}),
      ::testing::EndsWith("; its median is a time from 0 to 36525d with a unit, its sigma a number "
                          "from 0 to 5"));
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
      {"models", "5"},
      {"models", R"(["a",""])"},
      {"unknown-models", R"("reject")"},
      {"unknown-model-price", "-1"},
      {"output-names", "1"},
      {"unknown-inputs", "true"},
      {"upload-types", R"("all")"},
      {"media-memory", "-1"},
      {"media-dir", "5"},
      {"media-duration", "5"},
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
    EXPECT_EQ(error_for({"--config", path}),
              "config file " + path + ": field \"" + config_key(row) + "\"" +
                  must_be(row, row.is_secret ? "a number" : c.value));
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

}  // namespace
}  // namespace wavespeed_mock::cli::command_line_errors_test

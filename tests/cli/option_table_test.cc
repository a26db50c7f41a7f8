#include "cli/option_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace wavespeed_mock::cli::option_table_test {
namespace {

// Every setting as text, by the name of its option.
std::map<std::string, std::string> all_settings(const Settings& settings) {
  std::string fixtures;
  for (const auto& path : settings.mock.fixtures) fixtures += path.string() + ';';
  std::string scenarios;
  for (const auto& path : settings.mock.scenarios) scenarios += path.string() + ';';
  return {
      {"host", settings.listen.host},
      {"port", std::to_string(settings.listen.port)},
      {"engine", settings.listen.engine},
      {"threads", std::to_string(settings.listen.threads)},
      {"tls-cert", settings.listen.tls_cert.value_or("").string()},
      {"tls-key", settings.listen.tls_key.value_or("").string()},
      {"tls-self-signed", settings.listen.tls_self_signed.value_or("").string()},
      {"port-file", settings.port_file.value_or("").string()},
      {"config", settings.config.value_or("").string()},
      {"fixtures", fixtures},
      {"auth", std::to_string(static_cast<int>(settings.mock.auth))},
      {"tier", settings.mock.tier},
      {"balance", std::to_string(settings.mock.balance_usd)},
      {"latency", settings.mock.latency},
      {"clock", settings.mock.clock_mode},
      {"clock-start", settings.mock.clock_start},
      {"api-latency", settings.mock.api_latency},
      {"over-limit", std::to_string(static_cast<int>(settings.mock.over_limit))},
      {"limit-results", std::to_string(settings.mock.limit_results)},
      {"sync-wait", settings.mock.sync_wait},
      {"sync-timeout-status", std::to_string(settings.mock.sync_timeout_status)},
      {"max-upload-bytes", std::to_string(settings.mock.max_upload_bytes)},
      {"upload-types", std::to_string(static_cast<int>(settings.mock.upload_types))},
      {"media-memory", std::to_string(settings.mock.media_memory)},
      {"media-dir", settings.mock.media_dir.value_or("").string()},
      {"credit-expiry", settings.mock.credit_expiry},
      {"retention", settings.mock.retention},
      {"webhook-private", std::to_string(settings.mock.webhook_private)},
      {"webhook-retries", std::to_string(settings.mock.webhook_retries)},
      {"webhook-backoff", settings.mock.webhook_backoff},
      {"webhook-timeout", settings.mock.webhook_timeout},
      {"webhook-refund", std::to_string(settings.mock.webhook_refund)},
      {"replay", settings.mock.replay.value_or("").string()},
      {"replay-timing", std::to_string(static_cast<int>(settings.mock.replay_timing))},
      {"strict", std::to_string(settings.mock.strict)},
      {"client-report", settings.client_report.value_or("").string()},
      {"client-rules", settings.client_rules},
      {"scenario", settings.mock.scenario},
      {"scenarios", scenarios},
      {"control", settings.mock.control},
      {"control-token", settings.mock.control_token},
      {"triggers", std::to_string(settings.mock.triggers)},
      {"journal", std::to_string(settings.mock.journal)},
      {"journal-body", std::to_string(settings.mock.journal_body)},
      {"seed", std::to_string(settings.mock.seed)},
      {"log-format", std::to_string(static_cast<int>(settings.log_format))},
      {"log-level", settings.log_level},
  };
}

// Nothing in here is as by default.
Settings unlike_default() {
  Settings settings;
  settings.listen.host = "0.0.0.0";
  settings.listen.port = 1;
  settings.listen.engine = "event";
  settings.listen.threads = 2;
  settings.listen.tls_cert = "cert.pem";
  settings.listen.tls_key = "key.pem";
  settings.listen.tls_self_signed = "own.pem";
  settings.port_file = "port";
  settings.config = "config.json";
  settings.mock.fixtures = {"fixtures"};
  settings.mock.auth = Auth::strict;
  settings.mock.tier = "gold";
  settings.mock.balance_usd = 1;
  settings.mock.latency = "instant";
  settings.mock.clock_mode = "auto";
  settings.mock.clock_start = "2030-01-01";
  settings.mock.api_latency = "fixed:1s";
  settings.mock.over_limit = OverLimit::queue;
  settings.mock.limit_results = true;
  settings.mock.sync_wait = "1s";
  settings.mock.sync_timeout_status = 504;
  settings.mock.max_upload_bytes = 1;
  settings.mock.upload_types = UploadTypes::any;
  settings.mock.media_memory = 1;
  settings.mock.media_dir = "media";
  settings.mock.credit_expiry = "365d";
  settings.mock.retention = "1h";
  settings.mock.webhook_private = true;
  settings.mock.webhook_retries = 1;
  settings.mock.webhook_backoff = "1s";
  settings.mock.webhook_timeout = "1s";
  settings.mock.webhook_refund = true;
  settings.mock.replay = "transcript.jsonl";
  settings.mock.replay_timing = ReplayTiming::recorded;
  settings.mock.strict = true;
  settings.client_report = "report.xml";
  settings.client_rules = "polling";
  settings.mock.scenario = "flaky";
  settings.mock.scenarios = {"scenarios"};
  settings.mock.control = "off";
  settings.mock.control_token = "token";
  settings.mock.triggers = false;
  settings.mock.journal = 1;
  settings.mock.journal_body = 1;
  settings.mock.seed = 1;
  settings.log_format = LogFormat::json;
  settings.log_level = "off";
  return settings;
}

std::string with_single_spaces(const std::string& text) {
  std::istringstream words(text);
  std::string out;
  for (std::string word; words >> word;) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(OptionTable, NamesEverySettingOnce) {
  const auto settings = all_settings(Settings{});
  std::set<std::string> names;
  for (const OptionRow& row : option_table()) {
    EXPECT_TRUE(names.insert(std::string(row.name)).second) << row.name << " stands twice";
    EXPECT_TRUE(settings.contains(std::string(row.name))) << row.name;
  }
  EXPECT_EQ(names.size(), settings.size());
}

TEST(OptionTable, DerivesTheOtherNames) {
  const auto rows = option_table();
  ASSERT_EQ(rows.back().name, "log-level");
  EXPECT_EQ(flag_name(rows.back()), "--log-level");
  EXPECT_EQ(environment_name(rows.back()), "WAVESPEED_MOCK_LOG_LEVEL");
  EXPECT_EQ(config_key(rows.back()), "log_level");
  for (const OptionRow& row : rows) {
    for (const char c : row.name) EXPECT_TRUE(c == '-' || (c >= 'a' && c <= 'z')) << row.name;
  }
}

TEST(OptionTable, HasTheDefaultsOfTheStructs) {
  const auto by_default = all_settings(Settings{});
  const auto before = all_settings(unlike_default());
  for (const OptionRow& row : option_table()) {
    SCOPED_TRACE(row.name);
    const std::string name(row.name);
    ASSERT_NE(before.at(name), by_default.at(name));
    if (row.default_text.empty()) {
      EXPECT_EQ(by_default.at(name), "");
      continue;
    }
    Settings settings = unlike_default();
    EXPECT_TRUE(row.set(settings, {{std::string(row.default_text)}, {}}));
    auto expected = before;
    expected[name] = by_default.at(name);
    EXPECT_EQ(all_settings(settings), expected);
  }
}

TEST(OptionTable, TakesOneTextOnlyButForPaths) {
  for (const OptionRow& row : option_table()) {
    SCOPED_TRACE(row.name);
    const std::string text(row.default_text.empty() ? "a" : row.default_text);
    Settings settings = unlike_default();
    EXPECT_FALSE(row.set(settings, {{}, {}}));
    EXPECT_FALSE(row.set(settings, {{""}, {}}));
    EXPECT_EQ(all_settings(settings), all_settings(unlike_default()));
    EXPECT_EQ(row.set(settings, {{text, text}, {}}), row.form == Form::paths);
  }
}

TEST(OptionTable, HelpShowsEveryRow) {
  const std::string help = with_single_spaces(options_help());
  for (const OptionRow& row : option_table()) {
    std::string entry = flag_name(row) + ' ' + std::string(row.placeholder);
    if (!row.placeholder.empty()) entry += ' ';
    entry += row.help;
    if (!row.default_text.empty()) entry += " (default " + std::string(row.default_text) + ")";
    EXPECT_NE(help.find(entry), std::string::npos) << entry;
  }
}

TEST(OptionTable, HelpStandsInTwoColumnsOnANarrowTerminal) {
  const std::vector<std::string> lines = lines_of(options_help());
  const std::size_t column = lines.at(0).find("Address");
  ASSERT_NE(column, std::string::npos);
  for (const std::string& line : lines) {
    SCOPED_TRACE(line);
    EXPECT_LE(line.size(), 80u);
    ASSERT_GT(line.size(), column);
    EXPECT_EQ(line.substr(column - 2, 2), "  ");
    EXPECT_NE(line[column], ' ');
    EXPECT_NE(line.back(), ' ');
    EXPECT_EQ(line.find_first_not_of(' '), line.starts_with("  --") ? 2 : column);
  }
}

TEST(OptionTable, MarkdownHasOneLineForEachRow) {
  const std::vector<std::string> lines = lines_of(options_markdown());
  const auto rows = option_table();
  ASSERT_EQ(lines.size(), rows.size() + 2);
  EXPECT_EQ(lines[0], "| option | environment | config key | default | meaning |");
  EXPECT_EQ(lines[1], "|---|---|---|---|---|");
  EXPECT_EQ(lines[3],
            "| `--port NUMBER` | `WAVESPEED_MOCK_PORT` | `port` | `8787` | Port to listen on; 0 "
            "takes any free one |");
  EXPECT_EQ(lines[10],
            "| `--config FILE` | `WAVESPEED_MOCK_CONFIG` | | | Read options from this JSON file; "
            "relative paths in it start at its folder |");
  for (const std::string& line : lines) {
    EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 6) << line;
  }
}

TEST(OptionTable, IsInTheOptionsPage) {
  const std::filesystem::path path =
      std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) / "docs/options.md";
  std::ifstream file(path);
  ASSERT_TRUE(file) << path;
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const std::string opening = "<!-- options -->\n";
  const std::size_t begin = page.find(opening);
  const std::size_t end = page.find("<!-- /options -->");
  ASSERT_NE(begin, std::string::npos);
  ASSERT_NE(end, std::string::npos);
  ASSERT_LT(begin, end);
  const std::size_t content = begin + opening.size();
  EXPECT_EQ(page.substr(content, end - content), options_markdown())
      << "Between its two marks, docs/options.md has to read:\n"
      << options_markdown();
}

}  // namespace
}  // namespace wavespeed_mock::cli::option_table_test

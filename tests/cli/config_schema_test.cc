#include "cli/config_schema.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/config_file.h"
#include "cli/option_table.h"
#include "support/schema_judge.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli::config_schema_test {
namespace {

using nlohmann::json;

// What the reader of config files throws; "" if it throws nothing.
std::string error_of(const json& file) {
  Settings settings;
  const std::vector<Option> options = serve_options(settings);
  std::vector<Setting> given;
  try {
    read_config_text(file.dump(), "c.json", "", options, given);
    for (const Setting& setting : given) set(setting);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

std::vector<json> values_of(const Value& value) {
  std::vector<json> values;
  const bool is_text = value.form == Form::text || value.form == Form::paths;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) values.push_back(is_text ? json(text) : json::parse(text));
  };
  add(value.default_text);
  add(value.min);
  add(value.max);
  for (const std::string& choice : value.choices) add(choice);
  for (const std::string& suggestion : value.suggestions) add(suggestion);
  if (value.form == Form::paths) values.push_back({"a", "b"});
  return values;
}

struct Text {
  std::string key;
  std::string value;
};

class ConfigSchema : public testing::Test {
 protected:
  // Checks that schema and reader agree about a value.
  void expect(bool right, const std::string& key, const json& value) const {
    const json file = {{key, value}};
    EXPECT_EQ(judge_.problem(file).empty(), right) << file;
    EXPECT_EQ(error_of(file).empty(), right) << file << ": " << error_of(file);
  }

  const SchemaJudge judge_{config_schema()};
  Settings defaults_;
  const std::vector<Option> options_ = serve_options(defaults_);
};

TEST_F(ConfigSchema, HasEveryOptionOfConfigFiles) {
  const auto properties = config_schema()["properties"];
  std::size_t count = 1;  // "$schema"
  for (const Option& option : options_) {
    SCOPED_TRACE(std::string(option.name));
    EXPECT_EQ(properties.contains(config_key(option)), option.in_config_file);
    if (!option.in_config_file) continue;
    ++count;
    EXPECT_EQ(properties[config_key(option)]["description"], option.help);
  }
  EXPECT_EQ(properties.size(), count);
}

TEST_F(ConfigSchema, AcceptsTheValuesOfEveryOption) {
  for (const Option& option : options_) {
    if (!option.in_config_file) continue;
    for (const json& value : values_of(option.value)) {
      expect(true, config_key(option), value);
    }
    const json any = {{config_key(option), "any text"}};
    if (error_of(any).empty()) {
      EXPECT_EQ(judge_.problem(any), "") << any;
    }
  }
  expect(true, "$schema", "config.schema.json");
}

TEST_F(ConfigSchema, RefusesWhatTheReaderRefuses) {
  for (const Option& option : options_) {
    if (!option.in_config_file) continue;
    const std::string key = config_key(option);
    for (const json& value : {json::object(), json(nullptr), json(""), json({{"a", 1}})}) {
      expect(false, key, value);
    }
    const Value& value = option.value;
    if (value.form == Form::text || value.form == Form::paths) expect(false, key, 1);
    if (value.form != Form::toggle) expect(false, key, true);
    if (value.form == Form::paths) expect(false, key, json::array());
    if (value.form == Form::paths) expect(false, key, json({"a", 1}));
    if (!value.choices.empty()) expect(false, key, "no such choice");
    if (value.min.empty()) continue;
    expect(false, key, json::parse(value.min).get<double>() - 1);
    expect(false, key, json::parse(value.max).get<double>() * 2);
    if (value.is_whole) expect(false, key, 1.5);
  }
  expect(false, "$schema", 1);
  expect(false, "no_such_option", 1);
  expect(false, "config", "c.json");
}

TEST_F(ConfigSchema, NeverShowsASecret) {
  for (const Option& option : options_) {
    if (!option.is_secret) continue;
    EXPECT_FALSE(config_schema()["properties"][config_key(option)].contains("default"));
  }
}

TEST_F(ConfigSchema, RefusesTextsThatNoReaderTakes) {
  for (const Text& text : std::vector<Text>{{"retention", "7"},
                                            {"sync_wait", "-1s"},
                                            {"webhook_backoff", "1.s"},
                                            {"credit_expiry", "always"},
                                            {"latency", "quick"},
                                            {"api_latency", "brisk"},
                                            {"clock", "fast"}}) {
    expect(false, text.key, text.value);
  }
}

TEST_F(ConfigSchema, AcceptsTextsThatTheReaderTakes) {
  for (const Text& text : std::vector<Text>{{"retention", "36525d"},
                                            {"sync_wait", ".5s"},
                                            {"webhook_backoff", "0"},
                                            {"credit_expiry", "never"},
                                            {"credit_expiry", "1.5h"},
                                            {"latency", "uniform:1s,3s"},
                                            {"api_latency", "percentiles:p50=1s"},
                                            {"clock", "scaled:0.5"}}) {
    expect(true, text.key, text.value);
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::config_schema_test

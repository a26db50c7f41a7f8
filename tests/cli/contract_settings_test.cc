#include "cli/contract_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/domain_error.h"

namespace wavespeed_mock::cli::contract_settings_test {
namespace {

using ::testing::ElementsAre;
using Texts = std::vector<std::string>;

std::string error_for(const Texts& arguments, const std::string& key = "") {
  return error_of([&] { read_contract_settings(arguments, key); });
}

TEST(ContractSettings, ReadEveryOption) {
  const ContractSettings all =
      read_contract_settings({"--target=https://a.test", "--api-key", "flag-key", "--cases", "a",
                              "--cases=b", "--filter=x*", "--max-usd", "0.5", "--format", "junit",
                              "--out=r.xml", "--ca-file", "c.pem", "--timeout=5s", "--list"},
                             "environment-key");
  EXPECT_EQ(all.target, "https://a.test");
  EXPECT_EQ(all.http.url, "https://a.test");
  EXPECT_EQ(all.http.key, "flag-key");
  EXPECT_THAT(all.run.cases, ElementsAre("a", "b"));
  EXPECT_EQ(all.run.filter, "x*");
  EXPECT_EQ(all.run.max_cost, Money::from_usd(0.5));
  EXPECT_EQ(all.format, ReportFormat::junit);
  EXPECT_EQ(all.out, "r.xml");
  EXPECT_EQ(all.http.ca_file, "c.pem");
  EXPECT_EQ(all.http.timeout, std::chrono::seconds(5));
  EXPECT_TRUE(all.list);
  EXPECT_TRUE(read_contract_settings({"--target=https://a.test", "--drift"}, "key").drift);
  EXPECT_EQ(read_contract_settings({"--transcript", "a.jsonl"}, "key").transcript, "a.jsonl");
}

TEST(ContractSettings, HaveDefaults) {
  const ContractSettings settings = read_contract_settings({}, "");
  EXPECT_EQ(settings.target, "memory");
  EXPECT_EQ(settings.run.filter, "*");
  EXPECT_FALSE(settings.run.max_cost);
  EXPECT_EQ(settings.format, ReportFormat::text);
  EXPECT_FALSE(settings.out);
  EXPECT_EQ(read_contract_settings({"--target", "http://a.test"}, "environment-key").http.key,
            "environment-key");
  EXPECT_EQ(read_contract_settings({"--target", "loopback"}, "environment-key").target, "loopback");
}

TEST(ContractSettings, ExplainErrors) {
  EXPECT_EQ(error_for({"--taget=x"}),
            "option \"--taget\" is not known; did you mean \"--target\"?");
  EXPECT_EQ(error_for({"--zzzzzz"}),
            "option \"--zzzzzz\" is not known; \"wavespeed-mock contract --help\" lists all");
  EXPECT_EQ(error_for({"memory"}), "argument \"memory\" is not known; options begin with \"--\"");
  EXPECT_EQ(error_for({"--target"}),
            "option --target: needs a value: memory, loopback or a URL such as "
            "https://api.wavespeed.ai");
  EXPECT_EQ(error_for({"--target="}),
            "option --target: must be memory, loopback or a URL such as https://api.wavespeed.ai, "
            "not \"\"");
  EXPECT_EQ(error_for({"--target", "api.wavespeed.ai"}),
            "option --target: must be memory, loopback or a URL such as https://api.wavespeed.ai, "
            "not \"api.wavespeed.ai\"");
  EXPECT_EQ(error_for({"--max-usd", "much"}),
            "option --max-usd: must be a number of US dollars from 0 to 1000000, not \"much\"");
  EXPECT_EQ(error_for({"--max-usd", "-1"}),
            "option --max-usd: must be a number of US dollars from 0 to 1000000, not \"-1\"");
  EXPECT_EQ(error_for({"--max-usd", "nan"}),
            "option --max-usd: must be a number of US dollars from 0 to 1000000, not \"nan\"");
  EXPECT_EQ(error_for({"--format", "xml"}),
            "option --format: must be text, json or junit, not \"xml\"");
  EXPECT_EQ(error_for({"--timeout", "0"}),
            "option --timeout: must be a duration above 0, up to 36525d, such as 30s, not \"0\"");
  EXPECT_EQ(error_for({"--format", "json", "--format", "text"}),
            "option --format: given 2 times, may be given once");
  EXPECT_EQ(
      error_for({"--target", "https://a.test"}),
      "an API key is missing for https://a.test: give --api-key KEY or set WAVESPEED_API_KEY");
  EXPECT_EQ(error_for({"--api-key", "very-secret-key"}),
            "option --api-key: is for a --target that is a URL, not for memory");
  EXPECT_EQ(error_for({"--drift"}),
            "option --drift: needs a --target that is a URL; it is compared with the mock");
  EXPECT_EQ(error_for({"--transcript", "a", "--format", "json"}),
            "option --transcript: cannot be combined with --format");
  EXPECT_EQ(error_for({"--ca-file", "c.pem", "--target", "loopback"}),
            "option --ca-file: is for a --target that is a URL, not for loopback");
}

}  // namespace
}  // namespace wavespeed_mock::cli::contract_settings_test

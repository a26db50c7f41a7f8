#include "app/mock_core.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::mock_core_test {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

// The error for these options; "" if they are accepted.
std::string complaint(const Options& options) {
  try {
    const MockCore core(options);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

TEST(MockCore, ExplainsInvalidOptions) {
  const std::string balance = "balance must be from 0 to 1000000000 US dollars, not ";
  const std::string forms =
      R"("fixed:200ms", "uniform:1s,3s", "normal:2s,500ms", "lognormal:2s,0.5" or )"
      R"("percentiles:p50=1s,p99=10s", not )";
  const std::string latency = "latency must be \"realistic\", \"brisk\", \"instant\", " + forms;
  const std::string api_latency = "api_latency must be \"off\", " + forms;
  const std::string expiry =
      "credit_expiry must be \"never\" or a duration above 0 such as 365d, not ";
  const std::string retention = "retention must be a duration above 0 such as 7d, not ";
  const std::string known =
      " (known: bronze, gold, level1, level2, level3, silver, ultra, unlimited)";
  struct Case {
    Options options;
    std::string message;
  };
  const std::vector<Case> cases = {
      {{.tier = "level4"}, "tier: there is no tier \"level4\"; did you mean \"level1\"?" + known},
      {{.tier = ""}, "tier: there is no tier \"\"" + known},
      {{.balance_usd = -0.01}, balance + "-0.01"},
      {{.balance_usd = 1e10}, balance + "1e+10"},
      {{.balance_usd = std::numeric_limits<double>::quiet_NaN()}, balance + "nan"},
      {{.balance_usd = std::numeric_limits<double>::infinity()}, balance + "inf"},
      {{.latency = ""}, latency + "\"\""},
      {{.latency = "quick"}, latency + "\"quick\""},
      {{.latency = "off"}, latency + "\"off\""},
      {{.latency = "fixed:-1s"}, latency + "\"fixed:-1s\""},
      {{.latency = "fixed:200"}, latency + "\"fixed:200\""},
      {{.latency = "uniform:3s,1s"}, latency + "\"uniform:3s,1s\""},
      {{.latency = "lognormal:2s,-1"}, latency + "\"lognormal:2s,-1\""},
      {{.api_latency = ""}, api_latency + "\"\""},
      {{.api_latency = "brisk"}, api_latency + "\"brisk\""},
      {{.sync_wait = "90"},
       "sync_wait must be a duration from 0 to 24h such as \"90s\", not \"90\""},
      {{.sync_timeout_status = 500}, "sync_timeout_status must be 200 or 504, not 500"},
      {{.max_upload_bytes = 0}, "max_upload_bytes must be from 1 to 1099511627776, not 0"},
      {{.max_upload_bytes = 1'099'511'627'777},
       "max_upload_bytes must be from 1 to 1099511627776, not 1099511627777"},
      {{.media_dir = fixture("models.json") / "below"},
       "media directory \"" + (fixture("models.json") / "below").string() +
           "\" cannot be used: Not a directory"},
      {{.credit_expiry = ""}, expiry + "\"\""},
      {{.credit_expiry = "0"}, expiry + "\"0\""},
      {{.credit_expiry = "always"}, expiry + "\"always\""},
      {{.retention = ""}, retention + "\"\""},
      {{.journal = 1'000'001}, "journal must be from 0 to 1000000, not 1000001"},
      {{.journal_body = 1'048'577}, "journal_body must be from 0 to 1048576, not 1048577"},
      {{.retention = "a week"}, retention + "\"a week\""},
      {{.retention = "0"}, retention + "\"0\""},
      {{.retention = "-1d"}, retention + "\"-1d\""},
      {{.fixtures = {"/no/such/file.json"}},
       "there is no fixture file or folder /no/such/file.json"},
      {{.fixtures = {fixture("../cmake")}},
       "the fixture folder " + fixture("../cmake").string() + " has no *.json file"},
  };
  for (const Case& c : cases) EXPECT_EQ(complaint(c.options), c.message);
  EXPECT_THAT(complaint({.fixtures = {fixture("../.clang-format")}}),
              HasSubstr(".clang-format: is not valid JSON: at line 1, column 1"));
}

TEST(MockCore, ExplainsInvalidWebhookOptions) {
  const std::string such_as = ", such as \"5s\", not ";
  const std::string backoff = "webhook_backoff must be a duration of at least 0" + such_as;
  const std::string timeout = "webhook_timeout must be a duration of at least 1ms" + such_as;
  EXPECT_EQ(complaint({.webhook_retries = 21}), "webhook_retries must be between 0 and 20, not 21");
  EXPECT_EQ(complaint({.webhook_retries = -1}), "webhook_retries must be between 0 and 20, not -1");
  EXPECT_EQ(complaint({.webhook_backoff = "soon"}), backoff + "\"soon\"");
  EXPECT_EQ(complaint({.webhook_timeout = "0"}), timeout + "\"0\"");
  EXPECT_EQ(complaint({.webhook_timeout = ""}), timeout + "\"\"");
  EXPECT_EQ(complaint({.webhook_retries = 0, .webhook_backoff = "0", .webhook_timeout = "1ms"}),
            "");
  EXPECT_EQ(complaint({.webhook_retries = 20}), "");
}

TEST(MockCore, AcceptsEveryDocumentedValue) {
  std::vector<Options> options = {{.balance_usd = 0}, {.balance_usd = 1e9}, {.auth = Auth::strict}};
  for (const char* tier :
       {"level1", "level2", "level3", "bronze", "silver", "gold", "ultra", "unlimited"}) {
    options.push_back({.tier = tier});
  }
  for (const char* latency : {"realistic", "brisk", "instant", "fixed:0", "fixed:200ms",
                              "uniform:1s,3s", "lognormal:2s,0.5"}) {
    options.push_back({.latency = latency});
  }
  for (const char* latency : {"off", "fixed:5ms", "uniform:1ms,2ms", "lognormal:5ms,1"}) {
    options.push_back({.api_latency = latency});
  }
  options.push_back({.tier = "partner", .fixtures = {fixture("examples/team.json")}});
  options.push_back({.fixtures = {fixture("examples")}});
  for (const Options& o : options) {
    EXPECT_EQ(complaint(o), "") << o.tier << " " << o.latency << " " << o.api_latency;
  }
}

TEST(MockCore, AcceptsAnyDurationAsRetention) {
  for (const char* retention : {"1ns", "90s", "7d", "36525d"}) {
    EXPECT_EQ(complaint({.retention = retention}), "");
  }
}

TEST(MockCore, ThrowsFromTheConstructorOfMock) {
  EXPECT_THROW(Mock({.tier = "level4"}), ConfigError);
}

TEST(MockCore, AddsFixturesToTheBuiltInOnes) {
  EXPECT_EQ(MockClient().submit("acme/product-shot").status, 404);
  const MockClient client({.fixtures = {fixture("examples")}}, "intern-key");
  EXPECT_EQ(client.submit("acme/product-shot").status, 200) << "0.02 of its 0.03 dollars";
  EXPECT_EQ(client.submit("wavespeed-ai/flux-dev").status, 400);
  EXPECT_EQ(client.with_key("history-key").submit("acme/product-shot").status, 200);
}

TEST(MockCore, AcceptsFixturesAsText) {
  const MockClient client(
      {.auth = Auth::strict,
       .fixture_texts = {R"({"accounts": [{"name": "A", "keys": ["a-key"], "tier": "own"}]})",
                         R"({"tiers": [{"tier": "own", "tasks_at_once": 1}]})"}},
      "a-key");
  EXPECT_EQ(client.submit("mock/slow").status, 200);
  EXPECT_EQ(client.with_key("another-key").submit("mock/slow").status, 401);
  EXPECT_EQ(complaint({.fixture_texts = {"{}", R"({"model": []})"}}),
            "fixture_texts[1]: field \"model\" is not known; did you mean \"models\"?");
}

TEST(MockCore, CanLoadTheBuiltInFilesAgain) {
  EXPECT_EQ(complaint({.fixtures = {fixture("models.json"), fixture("tiers.json")}}), "");
}

TEST(MockCore, CreatesAClockUnlessGivenOne) {
  const MockCore own{{}};
  EXPECT_EQ(own.clock().now(), ManualClock().now());
  const auto clock = std::make_shared<ManualClock>(Timestamp(std::chrono::seconds(5)));
  const MockCore given({.clock = clock});
  EXPECT_EQ(&given.clock(), clock.get());
}

TEST(MockCore, DrawsTheDelayOfAResponse) {
  MockCore off{{}};
  StoredAccount* account = off.accounts().find_or_open("k", off.clock().now()).account;
  EXPECT_EQ(off.api_delay(*account, 0), Duration::zero());
  EXPECT_EQ(off.api_delay(off.store().anonymous(), 0), Duration::zero());

  MockCore fixed({.api_latency = "fixed:30ms"});
  account = fixed.accounts().find_or_open("k", fixed.clock().now()).account;
  EXPECT_EQ(fixed.api_delay(*account, 0), milliseconds(30));
  EXPECT_EQ(fixed.api_delay(fixed.store().anonymous(), 0), milliseconds(30));
}

}  // namespace
}  // namespace wavespeed_mock::mock_core_test

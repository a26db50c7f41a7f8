#include "app/mock_core.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "base/value/latency_text.h"
#include "support/mock_client.h"

namespace wavespeed_mock::mock_core_test {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAreArray;
using namespace std::chrono_literals;

// The error for these options; "" if they are accepted.
std::string error_for(const Options& options) {
  try {
    const MockCore core(options);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

TEST(MockCore, ExplainsInvalidOptions) {
  const std::string balance = "balance must be a number of US dollars from 0 to 1000000000, not ";
  const std::string known =
      " (known: bronze, gold, level1, level2, level3, silver, ultra, unlimited)";
  struct Case {
    Options options;
    std::string message;
  };
  const std::vector<Case> cases = {
      {{.tier = "level4"}, "tier: there is no tier \"level4\"; did you mean \"level1\"?" + known},
      {{.tier = ""}, "tier: there is no tier \"\"" + known},
      {{.balance = Money::from_usd(-0.01)}, balance + "-0.01"},
      {{.balance = Money::from_usd(1e10)}, balance + "10000000000"},
      {{.latency = Latency::fixed(-1s)},
       "latency must be " + std::string(kLatencyForms) +
           ", not \"fixed:-1s\"; its time is from 0 to 36525d, with a unit"},
      {{.max_upload_bytes = 0},
       "max_upload_bytes must be a whole number of bytes from 1 to 1099511627776, not 0"},
      {{.max_upload_bytes = 1'099'511'627'777},
       "max_upload_bytes must be a whole number of bytes from 1 to 1099511627776, not "
       "1099511627777"},
      {{.media_memory = 1'099'511'627'777},
       "media_memory must be a whole number of bytes from 0 to 1099511627776, not 1099511627777"},
      {{.media_dir = fixture("test_models.json") / "below"},
       "media directory \"" + (fixture("test_models.json") / "below").string() +
           "\" cannot be used: Not a directory"},
      {{.journal = 1'000'001}, "journal must be a whole number from 0 to 1000000, not 1000001"},
      {{.journal_body = 1'048'577},
       "journal_body must be a whole number of bytes from 0 to 1048576, not 1048577"},
      {{.fixtures = {"/no/such/file.json"}},
       "there is no fixture file or folder /no/such/file.json"},
      {{.fixtures = {fixture("../cmake")}},
       "the fixture folder " + fixture("../cmake").string() + " has no *.json file"},
  };
  for (const Case& c : cases) EXPECT_EQ(error_for(c.options), c.message);
  EXPECT_THAT(error_for({.fixtures = {fixture("../.clang-format")}}),
              HasSubstr(".clang-format: is not valid JSON: at line 1, column 1"));
}

TEST(MockCore, ExplainsAnInvalidNumberOfRetries) {
  EXPECT_EQ(error_for({.webhook_retries = 21}),
            "webhook_retries must be a whole number from 0 to 20, not 21");
  EXPECT_EQ(error_for({.webhook_retries = -1}),
            "webhook_retries must be a whole number from 0 to 20, not -1");
  EXPECT_EQ(error_for({.webhook_retries = 0}), "");
  EXPECT_EQ(error_for({.webhook_retries = 20}), "");
}

TEST(MockCore, AcceptsEveryDocumentedValue) {
  std::vector<Options> options = {
      {.balance = Money()}, {.balance = Money::from_usd(1e9)}, {.auth = Auth::strict}};
  for (const char* tier :
       {"level1", "level2", "level3", "bronze", "silver", "gold", "ultra", "unlimited"}) {
    options.push_back({.tier = tier});
  }
  options.push_back({.tier = "partner", .fixtures = {fixture("examples/team.json")}});
  options.push_back({.fixtures = {fixture("examples")}});
  for (const Options& o : options) EXPECT_EQ(error_for(o), "") << o.tier;
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
  EXPECT_EQ(error_for({.fixture_texts = {"{}", R"({"model": []})"}}),
            "fixture_texts[1]: field \"model\" is not known; did you mean \"models\"?");
}

TEST(MockCore, CanLoadTheBuiltInFilesAgain) {
  EXPECT_EQ(error_for({.fixtures = {fixture("test_models.json"), fixture("tiers.json")}}), "");
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

  MockCore fixed({.api_latency = Distribution::fixed(30ms)});
  account = fixed.accounts().find_or_open("k", fixed.clock().now()).account;
  EXPECT_EQ(fixed.api_delay(*account, 0), milliseconds(30));
  EXPECT_EQ(fixed.api_delay(fixed.store().anonymous(), 0), milliseconds(30));
}

// What is between `begin` and `end` in a file of app/.
std::string part_of(const std::string& name, const std::string& begin, const std::string& end) {
  std::ifstream file(std::string(WAVESPEED_MOCK_SOURCE_DIR) + "/mock_server/app/" + name);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto from = text.find(begin);
  const auto to = text.find(end, from);
  if (to == std::string::npos) ADD_FAILURE() << name << " has no " << begin << " … " << end;
  return text.substr(from, to - from);
}

// What the first group of `pattern` matches, at each place of the text.
std::vector<std::string> all_in(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) {
    found.push_back((*it)[1]);
  }
  return found;
}

// A member that holds state which no kind saves would survive restores and resets.
TEST(MockCore, GivesAllItsStateToTheKindsOfState) {
  std::vector<std::string> members =
      all_in(part_of("mock_core.h", "// Each refers to those before it only.", "};"), R"((\w+_);)");
  const std::vector<std::string> holders =
      all_in(part_of("mock_core.cc", "state_kinds_({", "}),"), R"(= \*?(\w+_)\b)");
  EXPECT_THAT(members, IsSupersetOf(holders));
  const std::map<std::string, std::string> others = {
      {"blobs_", "the bytes of uploads and outputs, which the store's records name"},
      {"latency_", "an option"},
      {"api_latency_", "an option"},
      {"control_access_", "options"},
      {"uploads_", "rules for the uploads in the store"},
      {"request_metrics_", "counts, which never go back"},
      {"journal_", "a view of the accounts' journals"},
      {"fixtures_", "immutable once the accounts are open"},
      {"guessed_models_", "made from their ids alone"},
      {"model_list_", "immutable"},
      {"state_kinds_", "the kinds themselves"},
      {"snapshots_", "no state of its own"},
      {"scenarios_", "what the files say, whatever the mock has done"},
      {"scenario_runner_", "which scenarios run is in running_scenarios_"},
      {"resets_", "the state at the start"},
      {"snapshot_store_", "snapshots outlive restores, so that they can be restored again"},
      {"client_contract_", "immutable"},
      {"waits_as_recorded_", "an option"},
      {"api_", "references"},
      {"control_", "references"}};
  std::vector<std::string> expected = holders;
  for (const auto& [name, reason] : others) expected.push_back(name);
  EXPECT_THAT(members, UnorderedElementsAreArray(expected))
      << "give a member with state to StateHolders, or say here why it has none";
}

}  // namespace
}  // namespace wavespeed_mock::mock_core_test

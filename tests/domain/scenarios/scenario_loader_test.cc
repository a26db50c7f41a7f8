#include "domain/scenarios/scenario_loader.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/value/timestamp.h"
#include "store/memory_store.h"
#include "support/domain_builtin.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::scenario_loader_test {
namespace {

using testing::HasSubstr;

class ScenarioLoader : public testing::Test {
 protected:
  LoadedScenario load(const std::string& text) const {
    return load_scenario(text, "file", "name", rules_, accounts_);
  }
  std::string error_for(const std::string& text) const {
    try {
      (void)load(text);
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "";
  }

  std::unique_ptr<Store> store_ = make_memory_store({});
  FaultRules rules_{{.store = *store_, .routes = {"submit", "result"}}};
  const BuiltIn built_in_;
  Accounts accounts_{*store_,
                     built_in_.catalogue,
                     built_in_.tiers,
                     {.start = {.tier = &built_in_.tiers.at("bronze", "test")}}};
};

TEST_F(ScenarioLoader, ReadsAllFields) {
  const LoadedScenario scenario = load(R"({
    "name": "mine", "description": "words",
    "clock": {"mode": "scaled:5", "time": "2030-01-01"},
    "accounts": [{"name": "a", "keys": ["k"], "faults": [{"fault": "empty_reply"}]}], "each_account": {"balance_usd": 1},
    "faults": [{"id": "one", "fault": "empty_reply"}],
    "steps": [{"at": "10s", "for": "1m", "faults": [{"id": "two", "fault": "empty_reply"}]},
              {"at": "2m", "faults": [{"id": "three", "fault": "empty_reply"}]}]})");
  EXPECT_EQ(scenario.name, "mine");
  EXPECT_EQ(scenario.description, "words");
  EXPECT_EQ(scenario.source, "file");
  ASSERT_TRUE(scenario.clock);
  EXPECT_EQ(scenario.clock->mode, ClockSetting::scaled(5));
  EXPECT_EQ(scenario.clock->time, parse_iso8601("2030-01-01"));
  ASSERT_TRUE(scenario.accounts);
  ASSERT_EQ(scenario.accounts->size(), 1U);
  const AccountWithFaults& account = scenario.accounts->front();
  EXPECT_EQ(account.account.name, "a");
  EXPECT_EQ(account.account.keys.at(0).key, "k");
  EXPECT_EQ(account.account.where, "file: accounts[0] \"a\"");
  EXPECT_EQ(account.faults.size(), 1U);
  ASSERT_NE(scenario.each_account, nullptr);
  EXPECT_EQ(scenario.each_account->balance, Money{1'000'000});
  EXPECT_EQ(load("{}").each_account, nullptr);
  EXPECT_FALSE(load("{}").accounts);
  ASSERT_EQ(scenario.rules.size(), 3U);
  const auto& one = scenario.rules[0];
  const auto& two = scenario.rules[1];
  const auto& three = scenario.rules[2];
  EXPECT_EQ(one.id, "one");
  EXPECT_EQ(one.timing.from, Duration::zero());
  EXPECT_EQ(one.timing.until, std::nullopt);
  EXPECT_EQ(two.id, "two");
  EXPECT_EQ(two.timing.from, std::chrono::seconds(10));
  EXPECT_EQ(two.timing.until, std::chrono::seconds(70));
  EXPECT_EQ(three.id, "three");
  EXPECT_EQ(three.timing.from, std::chrono::minutes(2));
  EXPECT_EQ(three.timing.until, std::nullopt);
  for (const auto& rule : scenario.rules) EXPECT_EQ(rule.faults.size(), 1U) << rule.id;
  EXPECT_EQ(load("{}").name, "name");
}

TEST_F(ScenarioLoader, ExplainsInvalidFields) {
  for (const auto& [text, words] :
       {std::pair{"[]", "file"},
        {R"({"fualts": []})", "did you mean \"faults\"?"},
        {R"({"clock": {"mode": "fast"}})", "file: clock: field \"mode\""},
        {R"({"clock": {"time": "noon"}})", "2026-01-01T00:00:00Z"},
        {R"({"accounts": {}})", "must be a list"},
        {R"({"accounts": [{"name": "a"}]})", "file: accounts[0] \"a\": field \"keys\""},
        {R"({"accounts": [{"name": "a", "keys": ["k"], "tier": "brass"}]})", "there is no tier"},
        {R"({"accounts": [{"name": "a", "keys": ["k"], "faults": [{"fault": "empty_replay"}]}]})",
         "did you mean \"empty_reply\"?"},
        {R"({"each_account": {"tier": "brass"}})", "there is no tier"},
        {R"({"each_account": []})", "field \"each_account\": must be an object such as"},
        {R"({"faults": [{"fault": "empty_replay"}]})", "did you mean \"empty_reply\"?"},
        {R"({"faults": [{"route": "sumbit", "fault": "empty_reply"}]})", "submit"},
        {R"({"steps": [{"faults": ["empty_reply"]}]})", "field \"at\""},
        {R"({"steps": [{"at": "soon", "faults": [{"fault": "empty_reply"}]}]})", "duration"},
        {R"({"steps": [{"at": "1s", "for": "0", "faults": [{"fault": "empty_reply"}]}]})",
         "field \"for\": must be a duration above 0, up to 36525d, such as \"10s\", not \"0\""},
        {R"({"steps": [{"at": "1s"}]})", "at least one rule"},
        {R"({"steps": [{"at": "36525d", "for": "1s", "faults": [{"fault": "empty_reply"}]}]})",
         R"(file: steps[0]: field "for": "at" and "for" together must be at most 36525d, which is )"
         R"(100 years, not 3155760001s)"},
        {R"({"steps": [{"at": "1s", "faults": [{"from": "1s", "fault": "empty_reply"}]}]})",
         "say when the rule counts"}}) {
    EXPECT_THAT(error_for(text), HasSubstr(words)) << text;
  }
}

}  // namespace
}  // namespace wavespeed_mock::scenario_loader_test

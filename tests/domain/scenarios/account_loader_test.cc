#include "domain/scenarios/account_loader.h"

#include <gtest/gtest.h>

#include "support/domain_error.h"
#include "support/mock_client.h"

namespace wavespeed_mock::account_loader_test {
namespace {

constexpr const char* kAccounts = R"({"accounts": [
  {"name": "unlucky", "keys": ["unlucky-key"],
   "faults": [{"route": "balance", "fault": {"type": "error", "status": 500}}]},
  {"name": "lucky", "keys": ["lucky-key"]}]})";

TEST(LoadAccount, LoadsRulesForTheAccountOnly) {
  const MockClient client({.fixture_texts = {kAccounts}}, "unlucky-key");
  EXPECT_EQ(client.get("/api/v3/balance").status, 500);
  EXPECT_EQ(client.with_key("lucky-key").get("/api/v3/balance").status, 200);
}

TEST(LoadAccount, NamesTheEntryOfAnInvalidRule) {
  try {
    const Mock mock({.fixture_texts = {R"({"accounts": [
      {"name": "a", "keys": ["a-key"], "faults": [{"fault": "nothing"}]}]})"}});
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("accounts[0] \"a\""), std::string::npos)
        << error.what();
  }
}

TEST(LoadAccount, RefusesARuleForAKeyThatTheAccountDoesNotHave) {
  const auto with_rule_of = [](const std::string& key) {
    return R"({"accounts": [{"name": "a", "keys": ["a-key", {"key": "b-key", "name": "b"}],
               "faults": [{"fault": "error"}, {"fault": "error", "key": ")" +
           key + R"("}]}]})";
  };
  EXPECT_EQ(
      error_of([&] { const Mock mock({.fixture_texts = {with_rule_of("zzz")}}); }),
      "fixture_texts[0]: accounts[0] \"a\": faults[1]: field \"key\": is not one of the keys of "
      "the account whose rule this is, so that the rule would never fire; leave it out, or "
      "list it in \"keys\"");
  const MockClient client({.fixture_texts = {with_rule_of("b-key")}}, "b-key");
  EXPECT_EQ(client.get("/api/v3/balance").status, 500);
}

}  // namespace
}  // namespace wavespeed_mock::account_loader_test

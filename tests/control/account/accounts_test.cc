#include "control/account/accounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::account_accounts_test {
namespace {

using json = MockClient::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kAccounts = "/__mock/accounts";

TEST(AccountsControl, CreatesAnAccount) {
  const MockClient client({.auth = Auth::strict});
  const Response created = client.post(
      kAccounts, R"({"name": "team", "keys": ["team-key", {"key": "ci-key", "name": "ci"}],
                     "tier": "bronze", "balance_usd": 20, "credits": [{"kind": "trial", "usd": 1}],
                     "faults": [{"route": "balance", "fault": {"type": "error", "status": 503}}]})");
  ASSERT_EQ(created.status, 200) << created.body;
  const json account = client.data(created);
  EXPECT_EQ(account["account"], "team");
  EXPECT_EQ(account["status"], "active");
  EXPECT_EQ(account["tier"], "bronze");
  EXPECT_EQ(account["balance"], 21.0);
  EXPECT_EQ(account["keys"], 2);
  EXPECT_EQ(client.data(client.get("/__mock/accounts/team")), account);
  EXPECT_EQ(client.with_key("team-key").submit().status, 200);
  EXPECT_EQ(client.with_key("ci-key").submit().status, 200);
  EXPECT_EQ(client.with_key("team-key").get("/api/v3/balance").status, 503);
}

TEST(AccountsControl, CreatesNothingFromAnInvalidEntry) {
  const MockClient client;
  client.submit();
  ASSERT_EQ(client.post(kAccounts, R"({"name": "team", "keys": ["team-key"]})").status, 200);
  const auto refusal = [&](const std::string& body) {
    const Response response = client.post(kAccounts, body);
    return std::to_string(response.status) + " " + client.message(response);
  };
  EXPECT_EQ(refusal(R"({"name": "team", "keys": ["k"]})"),
            R"(409 the account "team" already exists)");
  EXPECT_EQ(refusal(R"({"name": "b", "keys": ["k", "team-key"]})"),
            "409 keys[1] belongs to another account");
  EXPECT_EQ(refusal(R"({"name": "b", "keys": [{"key": "test-key", "name": "ci"}]})"),
            "409 keys[0] belongs to another account");
  EXPECT_EQ(refusal(R"({"name": "b"})"),
            R"(400 body "b": field "keys": must list at least one key)");
  EXPECT_THAT(refusal(R"({"name": "b", "keys": ["k"], "faults": [{"fualt": 1}]})"),
              HasSubstr("did you mean"));
  EXPECT_EQ(
      refusal(R"({"name": "b", "keys": ["k"], "faults": [{"fault": "error", "key": "zzz-1"}]})"),
      R"(400 body "b": faults[0]: field "key": is not one of the keys of the account whose rule this )"
      R"(is, so that the rule would never fire; leave it out, or list it in "keys")");
  EXPECT_THAT(refusal(R"({"name": "b", "keys": ["k"], "usage_history": [{"date": "2027-01-01"}]})"),
              HasSubstr("must not be after the mock's own time"));
  EXPECT_EQ(client.data(client.get(kAccounts))["total"], 2) << "no account was created";
}

// A name that is the tag of another account led to that one.
TEST(AccountsControl, RefusesNamesThatLeadToAnotherAccount) {
  const MockClient client;
  const std::string tag = client.data(client.get("/__mock/accounts/self"))["tag"];
  for (const std::string& name :
       {tag, "account " + tag, std::string("self"), std::string(300, 'x')}) {
    const MockClient::json entry = {{"name", name}, {"keys", {"another-key"}}};
    const Response refused = client.post(kAccounts, entry.dump());
    EXPECT_EQ(refused.status, 400) << name;
    EXPECT_THAT(client.message(refused), HasSubstr("field \"name\": must "));
    EXPECT_THAT(client.message(refused), Not(HasSubstr("xxx"))) << "it is short";
    EXPECT_THROW(client.mock().open_account({.name = name, .keys = {{"another-key"}}}),
                 AccountError);
  }
  EXPECT_EQ(client.data(client.get(kAccounts))["total"], 1);
}

TEST(AccountsControl, ListsAccountsInPages) {
  const MockClient client;
  for (const char* const key : {"a", "b", "c"}) client.with_key(key).submit();
  const json all = client.data(client.get(kAccounts));
  EXPECT_EQ(all["total"], 3);
  ASSERT_EQ(all["accounts"].size(), 3U);
  EXPECT_EQ(all["accounts"][0]["balance"], 99.99);
  const json page = client.data(client.get("/__mock/accounts?page=2&page_size=2"));
  EXPECT_EQ(page["total"], 3);
  ASSERT_EQ(page["accounts"].size(), 1U);
  EXPECT_EQ(page["accounts"][0], all["accounts"][2]);
  EXPECT_EQ(client.get("/__mock/accounts?page_size=0").status, 400);
  EXPECT_EQ(client.get("/__mock/accounts?page_size=1000").status, 200);
  EXPECT_EQ(client.message(client.get("/__mock/accounts?page_size=1001")),
            "page_size must be a whole number from 1 to 1000, not \"1001\"");
}

TEST(AccountsControl, ExplainsInvalidChanges) {
  const MockClient client;
  const auto refusal = [&](const std::string& body) {
    return client.message(client.post("/__mock/accounts/self", body));
  };
  EXPECT_EQ(refusal("{}"),
            R"(body: field "status": is missing: give "status", "tier" or "discounts")");
  EXPECT_EQ(
      refusal(R"({"status": "gone"})"),
      R"(body: field "status": must be one of "active", "suspended", "terminated", not "gone")");
  EXPECT_THAT(refusal(R"({"tier": "silber"})"),
              HasSubstr(R"(there is no tier "silber"; did you mean "silver"?)"));
  EXPECT_EQ(refusal(R"({"tier": "gold", "note": "paid"})"),
            R"(body: field "note": gives the reason for a new "status", which is missing)");
  EXPECT_EQ(refusal(R"({"stauts": "active"})"),
            R"(body: field "stauts" is not known; did you mean "status"?)")
      << "reported before missing fields";
}

TEST(AccountsControl, ShowsTheTierReachedByTopUps) {
  const MockClient client({.tier = "bronze"});
  client.post("/__mock/accounts/self/credit", R"({"usd": 1000})");
  const json account = client.data(client.get("/__mock/accounts/self"));
  EXPECT_EQ(account["tier"], "gold");
  EXPECT_EQ(account["topped_up"], 1000.0);
}

TEST(AccountsControl, SetsDiscounts) {
  const MockClient client;
  const Response given =
      client.post("/__mock/accounts/self", R"({"discounts": [{"percent": 50}]})");
  EXPECT_EQ(client.data(given)["discounts"][0]["percent"], 50.0);
  client.submit();
  EXPECT_EQ(client.data(client.get("/api/v3/balance"))["balance"], 99.995);
  EXPECT_EQ(client.post("/__mock/accounts/self", R"({"discounts": [{"percent": 101}]})").status,
            400);
  client.post("/__mock/accounts/self", R"({"discounts": []})");
  client.submit();
  EXPECT_EQ(client.data(client.get("/api/v3/balance"))["balance"], 99.985);
}

TEST(AccountsControl, AcceptsTheKeyOfASuspendedAccount) {
  const MockClient client;
  client.post("/__mock/accounts/self", R"({"status": "suspended", "note": "chargeback"})");
  const json account = client.data(client.get("/__mock/accounts/self"));
  EXPECT_EQ(account["status"], "suspended");
  EXPECT_EQ(account["note"], "chargeback");
}

}  // namespace
}  // namespace wavespeed_mock::account_accounts_test

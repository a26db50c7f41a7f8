#include "domain/state/key_moves.h"

#include <gtest/gtest.h>

#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::key_moves_test {
namespace {

using json = MockClient::json;

double balance(const MockClient& client, const std::string& key) {
  const json data = client.data(client.with_key(key).get("/api/v3/balance"));
  return data.is_object() ? data["balance"].get<double>() : -1;
}

std::string name_of(const MockClient& client, const std::string& key) {
  return client.mock().account(key).info().name;
}

// A made key is gone with the restore; it would open an account of its own at the snapshot.
TEST(KeyMoves, TakeKeysThatWereMadeSince) {
  for (const std::string scope : {"", "test-key"}) {
    const MockClient client;
    EXPECT_EQ(client.submit().status, 200);
    const Snapshot snapshot = client.mock().snapshot(scope);
    client.mock().account("test-key").make_key({.key = "ci-key", .name = "ci"});
    EXPECT_EQ(balance(client, "ci-key"), 99.99);
    client.mock().restore(snapshot);
    EXPECT_EQ(balance(client, "ci-key"), 100) << scope;
    EXPECT_EQ(balance(client, "test-key"), 99.99);
    EXPECT_EQ(client.mock().account("test-key").keys().size(), 1U);
  }
}

TEST(KeyMoves, TakeKeysThatWereMadeSinceTheStart) {
  const MockClient client;
  EXPECT_EQ(client.submit().status, 200);
  client.mock().account("test-key").make_key({.key = "ci-key", .name = "ci"});
  client.mock().reset({"account"}, {.key = "test-key"});
  EXPECT_EQ(balance(client, "ci-key"), 100);
  EXPECT_EQ(balance(client, "test-key"), 99.99);
}

// Each key of an account that is gone opens one of its own, under its own name.
TEST(KeyMoves, FreeTheKeysOfAnAccountThatIsGone) {
  const MockClient client;
  const Snapshot before = client.mock().snapshot();
  client.mock().open_account({.name = "team", .keys = {{"a"}, {"b"}}, .balance = usd(7)});
  EXPECT_EQ(balance(client, "b"), 7);
  client.mock().restore(before);
  EXPECT_EQ(balance(client, "a"), 100);
  EXPECT_EQ(balance(client, "b"), 100);
  EXPECT_NE(name_of(client, "a"), "team");
  EXPECT_NE(name_of(client, "a"), name_of(client, "b"));
}

TEST(KeyMoves, GiveKeysBackThatHaveOpenedAccountsSince) {
  const MockClient client;
  const Snapshot before = client.mock().snapshot();
  client.mock().open_account({.name = "team", .keys = {{"a"}, {"b"}}, .balance = usd(7)});
  const Snapshot with_team = client.mock().snapshot();
  client.mock().restore(before);
  for (const char* const key : {"a", "b"}) EXPECT_EQ(balance(client, key), 100);
  client.mock().restore(with_team);
  for (const char* const key : {"a", "b"}) {
    EXPECT_EQ(balance(client, key), 7) << key;
    EXPECT_EQ(name_of(client, key), "team") << key;
  }
  EXPECT_EQ(client.mock().accounts().size(), 1U);
}

// The first key of one account becomes a further one of another, which is then undone.
TEST(KeyMoves, GiveAFirstKeyBack) {
  const MockClient client;
  EXPECT_EQ(client.with_key("b").submit().status, 200);
  const Snapshot before = client.mock().snapshot();
  client.mock().start_scenario(
      R"({"accounts": [{"name": "team", "keys": ["a", "b"], "balance_usd": 7}]})");
  EXPECT_EQ(balance(client, "b"), 7);
  client.mock().restore(before);
  EXPECT_EQ(balance(client, "b"), 99.99);
  EXPECT_EQ(balance(client, "a"), 100);
}

// However often they take turns, the accounts of a key are the same ones.
TEST(KeyMoves, ReuseTheAccountsOfAKey) {
  const MockClient client;
  const Snapshot before = client.mock().snapshot();
  std::string names;
  for (int turn = 0; turn < 3; ++turn) {
    client.mock().open_account({.name = "team", .keys = {{"a"}}, .balance = usd(7)});
    EXPECT_EQ(balance(client, "a"), 7);
    names += name_of(client, "a") + " ";
    client.mock().restore(before);
    EXPECT_EQ(balance(client, "a"), 100);
    names += name_of(client, "a").substr(0, 7) + " ";
    client.mock().restore(before);
  }
  EXPECT_EQ(names, "team account team account team account ");
}

}  // namespace
}  // namespace wavespeed_mock::key_moves_test

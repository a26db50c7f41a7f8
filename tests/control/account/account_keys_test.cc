#include "control/account/account_keys.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include "support/mock_client.h"

namespace wavespeed_mock::account_keys_test {
namespace {

using json = MockClient::json;
using std::chrono::days;

constexpr const char* kPath = "/__mock/accounts/self/keys";

class AccountKeysTest : public ::testing::Test {
 protected:
  json make(const std::string& body) const { return client_.data(client_.post(kPath, body)); }
  json list() const { return client_.data(client_.get(kPath))["keys"]; }
  Response revoke(const std::string& id) const {
    return client_.send(client_.request("DELETE", std::string(kPath) + "/" + id));
  }

  const MockClient client_;
};

TEST_F(AccountKeysTest, CanBeCreatedAndUsed) {
  client_.submit();
  const json made = make(R"({"name": "ci"})");
  EXPECT_EQ(made["name"], "ci");
  const MockClient ci = client_.with_key(made["key"]);
  EXPECT_EQ(ci.submit().status, 200);
  EXPECT_EQ(ci.submit().status, 200);
  EXPECT_EQ(ci.data(ci.get("/api/v3/balance"))["balance"], 99.97) << "all keys share the balance";

  const json keys = list();
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0]["requests"], 1);
  EXPECT_EQ(keys[0]["cost"], 0.01);
  EXPECT_EQ(keys[1]["id"], made["id"]);
  EXPECT_EQ(keys[1]["name"], "ci");
  EXPECT_EQ(keys[1]["requests"], 2);
  EXPECT_EQ(keys[1]["cost"], 0.02);
  EXPECT_FALSE(keys[1].contains("key"));
}

TEST_F(AccountKeysTest, AreNamedOnBills) {
  client_.submit();
  const json made = make(R"({"name": "ci", "key": "my-ci-key"})");
  EXPECT_EQ(made["key"], "my-ci-key");
  client_.with_key("my-ci-key").submit("mock/always-fails");
  client_.advance(days(1));

  const auto search = [&](const std::string& body) {
    return client_.data(client_.post("/api/v3/billings/search", body))["items"];
  };
  const json items = search("{}");
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0]["billing_type"], "refund");
  EXPECT_EQ(items[0]["access_key_name"], "ci");
  EXPECT_EQ(items[1]["access_key_id"], made["id"]);
  EXPECT_NE(items[2]["access_key_id"], made["id"]);
  EXPECT_NE(items[1]["order"]["ak_id"], items[2]["order"]["ak_id"]);
  const std::string of_ci = made["id"];
  EXPECT_EQ(search(R"({"access_key_uuid": ")" + of_ci + R"("})").size(), 2U);
  EXPECT_EQ(search(R"({"access_key_uuid": "1_2"})").size(), 0U);
}

TEST_F(AccountKeysTest, CanBeRevokedOnce) {
  const json made = make(R"({"name": "ci"})");
  const MockClient ci = client_.with_key(made["key"]);
  ASSERT_EQ(ci.submit().status, 200);
  client_.advance(days(1));
  const Response revoked = revoke(made["id"]);
  ASSERT_EQ(revoked.status, 200) << revoked.body;
  EXPECT_EQ(client_.data(revoked)["revoked_at"], "2026-01-02T00:00:00.000000000Z");

  const Response refused = ci.submit();
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(client_.header(refused, "X-Mock-Reason"),
            "the key \"ci\" was revoked at 2026-01-02T00:00:00.000000000Z");
  EXPECT_EQ(client_.submit().status, 200) << "the other key still works";
  EXPECT_EQ(revoke(made["id"]).status, 409);
  EXPECT_EQ(revoke("1_2").status, 404);
  EXPECT_EQ(client_.data(client_.get("/__mock/accounts/self"))["keys"], 1);
}

// key_moves_test.cc has more.
TEST_F(AccountKeysTest, AreRestoredWithASnapshot) {
  const Snapshot before = client_.mock().snapshot("test-key");
  const std::string key = make("{}")["key"];
  ASSERT_EQ(client_.with_key(key).submit().status, 200);
  client_.mock().restore(before);
  EXPECT_EQ(client_.mock().account("test-key").keys().size(), 1U);
  EXPECT_EQ(client_.submit().status, 200);
  EXPECT_EQ(make("{}")["key"], key) << "the same key as the first time";
  EXPECT_EQ(client_.with_key(key).submit().status, 200);

  const Snapshot with_key = client_.mock().snapshot("test-key");
  ASSERT_EQ(revoke(list()[1]["id"]).status, 200);
  client_.mock().restore(with_key);
  EXPECT_EQ(client_.with_key(key).submit().status, 200)
      << "it was not revoked at the time of the snapshot";
  client_.mock().reset({"account"}, {.key = "test-key"});
  EXPECT_EQ(client_.mock().account("test-key").keys().size(), 1U);
  EXPECT_FALSE(client_.mock().find_account(key)) << "at the start no account had it";
}

// If only the account is reset, the bills of a deleted key remain and belong to the first key.
TEST_F(AccountKeysTest, KeepTheirBillsAfterAReset) {
  client_.submit();
  const json made = make(R"({"key": "my-ci-key"})");
  client_.with_key("my-ci-key").submit();
  client_.mock().reset({"account"}, {.key = "test-key"});
  const auto search = [&](const std::string& body) {
    return client_.data(client_.post("/api/v3/billings/search", body))["items"];
  };
  const json items = search("{}");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0]["access_key_id"], items[1]["access_key_id"]);
  EXPECT_EQ(items[0]["order"]["ak_id"], items[1]["order"]["ak_id"]);
  const std::string gone = made["id"];
  EXPECT_EQ(search(R"({"access_key_uuid": ")" + gone + R"("})").size(), 0U);
  const std::string first = items[0]["access_key_id"];
  EXPECT_EQ(search(R"({"access_key_uuid": ")" + first + R"("})").size(), 2U);
  ASSERT_EQ(list().size(), 1U);
  EXPECT_EQ(list()[0]["requests"], 2);
  EXPECT_EQ(list()[0]["cost"], 0.02);
}

TEST_F(AccountKeysTest, CanBeCreatedAndRevokedConcurrently) {
  constexpr int kKeys = 40;
  client_.submit();
  const MockClient other = client_;
  std::thread maker([&] {
    for (int i = 0; i < kKeys; ++i) make("{}");
  });
  // Revokes each key, from the second on, as soon as it exists.
  for (std::size_t revoked = 1; revoked <= kKeys;) {
    const json keys = other.data(other.get(kPath))["keys"];
    for (; revoked < keys.size(); ++revoked) {
      const std::string id = keys[revoked]["id"];
      other.send(other.request("DELETE", std::string(kPath) + "/" + id));
    }
  }
  maker.join();
  const json keys = list();
  ASSERT_EQ(keys.size(), kKeys + 1U);
  for (std::size_t i = 1; i < keys.size(); ++i) EXPECT_FALSE(keys[i]["revoked_at"].is_null()) << i;
}

TEST_F(AccountKeysTest, ExplainInvalidRequests) {
  client_.with_key("other-key").submit();
  const auto refusal = [&](const std::string& body) {
    const Response response = client_.post(kPath, body);
    return std::to_string(response.status) + " " + client_.message(response);
  };
  EXPECT_EQ(refusal(R"({"key": "a b"})"),
            R"(400 body: field "key": must be 1 to 512 visible ASCII characters; it has byte 0x20 )"
            "at position 2");
  EXPECT_EQ(refusal(R"({"key": "other-key"})"), "409 the key is in use");
  EXPECT_EQ(refusal(R"({"key": "test-key"})"), "409 the key is in use");
  EXPECT_EQ(refusal(R"({"nmae": "a"})"),
            R"(400 body: field "nmae" is not known; did you mean "name"?)");
  EXPECT_EQ(refusal(R"({"name": ")" + std::string(201, 'x') + R"("})"),
            R"(400 body: field "name": must have 200 bytes at most)");
  EXPECT_EQ(list().size(), 1U);
}

// Of an account whose fixture has that many keys.
MockClient client_with_keys(int count) {
  json keys = json::array();
  for (int i = 0; i < count; ++i) keys.push_back("key-" + std::to_string(i));
  json account = {{"name", "team"}, {"keys", std::move(keys)}};
  const json fixture = {{"accounts", json::array({std::move(account)})}};
  return MockClient({.fixture_texts = {fixture.dump()}}, "key-0");
}

TEST(AccountKeys, AreTenThousandInAnAccountAtMost) {
  constexpr int kMax = 10'000;
  EXPECT_EQ(client_with_keys(kMax - 1).post(kPath, "{}").status, 200);
  for (const int count : {kMax, kMax + 1}) {
    const MockClient client = client_with_keys(count);
    const Response refused = client.post(kPath, "{}");
    EXPECT_EQ(refused.status, 409) << count;
    EXPECT_EQ(client.message(refused), "the account has had 10000 keys, which is the maximum");
  }
}

}  // namespace
}  // namespace wavespeed_mock::account_keys_test

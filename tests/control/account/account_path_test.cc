#include "control/account/account_path.h"

#include <gtest/gtest.h>

#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::account_path_test {
namespace {

std::string account_at(const MockClient& client, const std::string& path) {
  const Response response = client.get("/__mock/accounts/" + path + "/credit");
  const auto data = client.data(response);
  return data.is_object() ? data["account"].get<std::string>()
                          : std::to_string(response.status) + " " + client.message(response);
}

TEST(AccountPath, NamesAnAccountInThreeWays) {
  const MockClient client(
      {.fixture_texts = {R"({"accounts": [{"name": "the team", "keys": ["team-key"]}]})"}},
      "team-key");
  const std::string tag = client.data(client.get("/__mock/accounts/self/credit"))["tag"];
  EXPECT_EQ(account_at(client, "self"), "the team");
  EXPECT_EQ(account_at(client, tag), "the team");
  EXPECT_EQ(account_at(client, "the%20team"), "the team");
  EXPECT_EQ(account_at(client.with_key("another-key"), "the%20team"), "the team")
      << "the path decides, not the key";
}

TEST(AccountPath, ExplainsAnUnknownAccount) {
  const MockClient client(
      {.fixture_texts = {R"({"accounts": [{"name": "team", "keys": ["k"]}]})"}});
  EXPECT_EQ(account_at(client, "teem"),
            "404 there is no account \"teem\"; did you mean \"team\"?; an account is created when "
            "its key is first used, and \"self\" is that of the key");
  EXPECT_EQ(account_at(client.with_key("not a key"), "self"), "401 Invalid API key");
}

}  // namespace
}  // namespace wavespeed_mock::account_path_test

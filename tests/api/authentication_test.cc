#include "api/authentication.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::authentication_test {
namespace {

// The endpoints that need a key, with the message of their 401.
struct Endpoint {
  std::string method;
  std::string target;
  std::string key_error;
};
const std::vector<Endpoint>& endpoints() {
  static const std::vector<Endpoint> kEndpoints = {
      {"POST", "/api/v3/mock/instant", "Invalid API key"},
      {"POST", "/api/v3/no/such-model", "Invalid API key"},
      {"GET", "/api/v3/predictions/0/result", "Invalid API key"},
      {"GET", "/api/v3/predictions/0", "Invalid API key"},
      {"GET", "/api/v2/predictions/0/result", "Invalid API key"},
      {"GET", "/api/v2/predictions/0", "Invalid API key"},
      {"POST", "/api/v3/user/usage_stats", "access_key is required"},
  };
  return kEndpoints;
}

// A request with this Authorization header, or with none.
Response ask(const MockClient& client, const Endpoint& endpoint,
             const std::optional<std::string>& authorization) {
  Request request = client.request(endpoint.method, endpoint.target, R"({"prompt":"a cat"})");
  request.headers.clear();
  if (authorization) request.headers.add("Authorization", *authorization);
  return client.send(request);
}

// Whether the key has an account with credit: a submission is then accepted.
bool is_let_in(const MockClient& client, const std::string& authorization) {
  return ask(client, endpoints().front(), authorization).status == 200;
}

TEST(Access, RefusesMissingAndMalformedKeys) {
  struct Case {
    std::optional<std::string> authorization;
    std::string_view reason;
  };
  constexpr std::string_view kNoHeader =
      "no Authorization header; send \"Authorization: Bearer <key>\"";
  constexpr std::string_view kNoBearer =
      "the Authorization header is not of the form \"Bearer <key>\"";
  constexpr std::string_view kNoKey =
      "the key must be 1 to 512 visible ASCII characters without spaces";
  const std::vector<Case> cases = {
      {std::nullopt, kNoHeader},
      {"", kNoBearer},
      {"Bearer", kNoBearer},
      {"Basic dXNlcjpwYXNz", kNoBearer},
      {"test-key", kNoBearer},
      {"Bearertest-key", kNoBearer},
      {"Bearer\ttest-key", kNoBearer},
      {"Bearer ", kNoKey},
      {"Bearer    ", kNoKey},
      {"Bearer two words", kNoKey},
      {"Bearer " + std::string(513, 'k'), kNoKey},
      {"Bearer tab\tkey", kNoKey},
      {std::string("Bearer nul\0key", 14), kNoKey},
      {"Bearer del\x7f", kNoKey},
      {"Bearer k\xc3\xb6nig", kNoKey},
      {"Bearer line\r\nbreak", kNoKey},
  };
  const MockClient client;
  for (const Endpoint& endpoint : endpoints()) {
    for (const Case& c : cases) {
      const Response response = ask(client, endpoint, c.authorization);
      EXPECT_EQ(response.status, 401) << endpoint.target << " " << c.authorization.value_or("-");
      auto body = client.body(response);
      EXPECT_EQ(body["code"], 401);
      EXPECT_EQ(body["message"], endpoint.key_error);
      EXPECT_TRUE(body.contains("data") && body["data"].is_null());
      EXPECT_EQ(client.header(response, "X-Mock-Reason"), c.reason);
    }
  }
}

TEST(Access, AcceptsAnyWellFormedKeyInOpenMode) {
  const MockClient client;
  for (const std::string& authorization :
       {std::string("Bearer k"), std::string("bearer k"), std::string("BEARER k"),
        std::string("bEaReR k"), std::string("Bearer   k  "), "Bearer " + std::string(512, 'k'),
        std::string("Bearer !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
        // As the usage document's single-quoted curl line sends it.
        std::string("Bearer ${WAVESPEED_API_KEY}")}) {
    EXPECT_TRUE(is_let_in(client, authorization)) << authorization;
  }
}

TEST(Access, OpensOneAccountForEachKey) {
  const MockClient client({.balance = Money::from_usd(0.01)});
  EXPECT_TRUE(is_let_in(client, "Bearer first"));
  EXPECT_FALSE(is_let_in(client, "bearer  first ")) << "the same key: its credit is spent";
  EXPECT_TRUE(is_let_in(client, "Bearer second"));
  EXPECT_TRUE(is_let_in(client, "Bearer First")) << "keys are case-sensitive";
}

TEST(Access, ReadsTheKeyFromTheAuthorizationHeaderOnly) {
  const MockClient client;
  Request request = client.request("POST", "/api/v3/mock/instant", R"({"prompt":"a"})");
  request.headers = {{"X-API-Key", "test-key"}};
  EXPECT_EQ(client.send(request).status, 401);
  request.headers = {{"aUTHORIZATION", "Bearer test-key"}};
  EXPECT_EQ(client.send(request).status, 200);
}

TEST(Access, AcceptsOnlyFixtureKeysInStrictMode) {
  const MockClient client({.auth = Auth::strict, .fixtures = {fixture("examples/team.json")}});
  EXPECT_TRUE(is_let_in(client, "Bearer intern-key"));
  for (const Endpoint& endpoint : endpoints()) {
    const Response response = ask(client, endpoint, "Bearer stranger");
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(client.message(response), endpoint.key_error);
    EXPECT_EQ(client.header(response, "X-Mock-Reason"),
              "auth is strict and no account has this key");
  }
}

TEST(Access, AcceptsBothKeysOfAnAccount) {
  const MockClient first({.fixtures = {fixture("examples/team.json")}}, "studio-key-1");
  const MockClient second = first.with_key("studio-key-2");
  const std::string id = first.id(first.submit());
  EXPECT_EQ(second.poll(id).status, 200);
  EXPECT_EQ(first.with_key("intern-key").poll(id).status, 404);
}

TEST(Access, RefusesASuspendedAccountEverywhere) {
  for (const Auth auth : {Auth::open, Auth::strict}) {
    const MockClient client({.auth = auth, .fixtures = {fixture("examples/team.json")}});
    for (const Endpoint& endpoint : endpoints()) {
      const Response response = ask(client, endpoint, "Bearer former-partner-key");
      EXPECT_EQ(response.status, 403);
      auto body = client.body(response);
      EXPECT_EQ(body["code"], 403);
      EXPECT_EQ(body["message"], "Account suspended");
      EXPECT_EQ(body["error_code"], "PERMISSION_DENIED");
    }
  }
}

// Neither a 404 for an unknown endpoint nor an output needs a key.
TEST(Access, NeedsNoKeyForOutputsOrUnknownEndpoints) {
  const MockClient client;
  const std::string id =
      client.id(client.submit("mock/instant", {{"prompt", "a"}, {"size", "256*256"}}));
  EXPECT_EQ(ask(client, {"GET", "/nowhere", ""}, std::nullopt).status, 404);
  EXPECT_EQ(ask(client, {"DELETE", "/api/v3/predictions/0", ""}, std::nullopt).status, 405);
  EXPECT_EQ(ask(client, {"GET", "/outputs/" + id + "/0.png", ""}, std::nullopt).status, 200);
}

}  // namespace
}  // namespace wavespeed_mock::authentication_test

// Names that are ordinary words too: a value under one of them is a secret if it looks like one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "contract/redaction/redaction.h"
#include "contract/redaction/secret_names.h"
#include "support/transcripts.h"

namespace wavespeed_mock::ambiguous_names_test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kSecret = "p4ssW0rd-9x";

TEST(AmbiguousNames, NameASecretByItsValue) {
  for (const char* const name : {"pass", "bearer", "auth", "session", "session_id", "sessionId",
                                 "otp", "pin", "hmac", "sig", "userPass"}) {
    EXPECT_TRUE(names_secret(name, kSecret)) << name;
    EXPECT_FALSE(is_secret_name(name)) << name;
    EXPECT_TRUE(is_secret_parameter(name)) << name;
    for (const char* const value : {"", "none", "strict", "12", "C major", "a take of 1975"}) {
      EXPECT_FALSE(names_secret(name, value)) << name << ' ' << value;
    }
  }
  for (const char* const name : {"key", "salt", "render_pass", "passenger", "author", "spin",
                                 "signal", "max_tokens", "prompt", ""}) {
    EXPECT_FALSE(names_secret(name, kSecret)) << name;
  }
  EXPECT_TRUE(names_secret("password", "none"));
}

TEST(AmbiguousNames, NameASecretInAHeaderField) {
  for (const char* const name :
       {"X-Auth", "Auth", "Authentication", "X-Key", "X-Bearer", "X-WaveSpeed-Key",
        "Ocp-Apim-Subscription-Key", "X-Session-Id", "Mcp-Session-Id", "Key", "x-api-key"}) {
    EXPECT_TRUE(is_secret_header(name)) << name;
  }
  for (const char* const name :
       {"Idempotency-Key", "Surrogate-Key", "X-Cache-Key", "Sec-WebSocket-Key", "WWW-Authenticate",
        "Keep-Alive", "X-Keyboard", "X-Author", "Content-Type", "X-Mock-Request", ""}) {
    EXPECT_FALSE(is_secret_header(name)) << name;
  }
}

RecordedExchange redacted(RecordedExchange exchange) {
  return Redaction(ContractDocument::builtin()).redacted(std::move(exchange));
}

TEST(AmbiguousNames, AreReadInEveryPartOfAnExchange) {
  const std::string secret = kSecret;
  for (const std::string name : {"pass", "session_id", "auth", "pin", "sig"}) {
    const std::string form = "--b\r\nContent-Disposition: form-data; name=\"" + name +
                             "\"\r\n\r\n" + secret + "\r\n--b--\r\n";
    for (const RecordedExchange& exchange :
         {json_exchange("POST", "/a?note=" + secret, R"({")" + name + R"(":")" + secret + "\"}",
                        ""),
          json_exchange("POST", "/a", "", R"({"a":[{")" + name + R"(":")" + secret + "\"}]}"),
          json_exchange("POST", "/a", R"({"note":"its )" + name + ": " + secret + "\"}", ""),
          json_exchange("GET", "/a?x=1&" + name + '=' + secret, "", secret),
          exchange_of({.method = "POST",
          .target = "/a",
          .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
          .body = "a=1&" + name + '=' + secret},
                      {}),
          exchange_of({.method = "POST",
          .target = "/a",
          .headers = {{"Content-Type", "multipart/form-data; boundary=b"}},
          .body = form},
                      {})}) {
      EXPECT_THAT(to_line(redacted(exchange)), Not(HasSubstr(secret))) << name;
    }
  }
}

// What people ask models for.
TEST(AmbiguousNames, LeaveOrdinaryValuesAlone) {
  const std::string body =
      R"({"key":"C# minor 7","pass":"depth","session":"an evening, take 2","auth":"none",)"
      R"("salt":"a1b2c3d4","pin":"red","sig":0.5,"prompt":"Session: 12 players; pass: 3; auth: no"})";
  const auto exchange = redacted(json_exchange("POST", "/a", body, body));
  EXPECT_EQ(exchange.request.body, body);
  EXPECT_EQ(exchange.response.body, body);
}

TEST(AmbiguousNames, HideAHeaderFieldAndWhatItHolds) {
  const auto exchange =
      redacted(exchange_of({.method = "GET",
                            .target = std::string("/a/") + kSecret + "/default",
                            .headers = {{"X-Auth", std::string("Bearer ") + kSecret},
                                        {"X-Session", "default"},
                                        {"Idempotency-Key", "order-1"}}},
                           {}));
  EXPECT_EQ(exchange.request.target, "/a/redacted-key-1/default");
  // A plain word of a list is not looked for elsewhere.
  const auto scoped = redacted(exchange_of(
      {.method = "GET",
       .target = "/api/v3/predictions",
       .headers = {{"X-Auth-Scopes", "images videos predictions"}, {"X-Auth-Tokens", "a videos"}}},
      {.body = "videos"}));
  EXPECT_EQ(scoped.request.target, "/api/v3/predictions");
  EXPECT_EQ(scoped.response.body, "videos");
  EXPECT_EQ(exchange.request.headers.size(), 1U);
  EXPECT_EQ(exchange.request.headers.get("Idempotency-Key"), "order-1");
}

// In a URL any value is replaced; elsewhere only what looks like a secret.
TEST(AmbiguousNames, DoNotHideAPlainWordOfAUrlElsewhere) {
  const std::string body = R"({"size":"portrait","voice":"default","mode":"studio"})";
  const auto exchange = redacted(json_exchange(
      "POST", "/default/portrait?session=default&pass=portrait&key=studio", body, body));
  EXPECT_EQ(exchange.request.target,
            "/default/portrait?session=redacted-secret-1&pass=redacted-secret-2"
            "&key=redacted-secret-3");
  EXPECT_EQ(exchange.request.body, body);
  EXPECT_EQ(exchange.response.body, body);
  const auto named = redacted(json_exchange("POST", "/a?api_key=portrait", body, ""));
  EXPECT_EQ(named.request.body, R"({"size":"{{secret-1}}","voice":"default","mode":"studio"})");
}

}  // namespace
}  // namespace wavespeed_mock::ambiguous_names_test

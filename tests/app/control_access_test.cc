#include "app/control_access.h"

#include <gmock/gmock.h>

#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::control_access_test {
namespace {

using testing::HasSubstr;

// The error for a request with these header fields; "" if it is allowed.
std::string refusal(const Options& options, Headers headers) {
  const auto error = ControlAccess(options).refusal(
      {.method = "GET", .target = "/__mock/clock", .headers = std::move(headers)});
  if (!error) return "";
  EXPECT_EQ(error->http, 403);
  return error->message;
}

TEST(ControlAccess, IsOpenOnLoopback) {
  EXPECT_EQ(refusal({}, {}), "");
  for (const std::string host :
       {"127.0.0.1:8787", "localhost", "localhost:1", "[::1]:8787", "127.1.2.3", "a.localhost:5"}) {
    EXPECT_EQ(refusal({.exposed = false}, {{"Host", host}}), "") << host;
  }
  EXPECT_EQ(refusal({}, {{"Host", "api.wavespeed.ai"}}), "") << "in process, any Host is allowed";
}

TEST(ControlAccess, PreventsDnsRebinding) {
  for (const std::string host : {"evil.example:8787", "10.0.0.1", "localhost.evil.example", ""}) {
    EXPECT_THAT(refusal({.exposed = false}, {{"Host", host}}), HasSubstr("its Host is")) << host;
  }
  EXPECT_EQ(refusal({.control = Control::on, .exposed = false}, {{"Host", "mock.test"}}), "");
}

TEST(ControlAccess, RefusesCrossSiteRequests) {
  const Header host{"Host", "127.0.0.1:8787"};
  EXPECT_EQ(refusal({}, {host, {"Origin", "http://127.0.0.1:8787"}}), "");
  EXPECT_EQ(refusal({}, {host, {"Sec-Fetch-Site", "same-origin"}}), "");
  EXPECT_EQ(refusal({}, {host, {"Sec-Fetch-Site", "none"}}), "") << "typed into the address bar";
  for (const Options& options :
       {Options{}, Options{.control = Control::on}, Options{.control_token = "secret"}}) {
    for (const Header& field :
         {Header{"Origin", "http://evil.example"}, Header{"Origin", "http://127.0.0.1:3000"},
          Header{"Origin", "null"}, Header{"Origin", ""}, Header{"Sec-Fetch-Site", "cross-site"},
          Header{"Sec-Fetch-Site", "same-site"}}) {
      EXPECT_THAT(refusal(options, {host, {"X-Mock-Token", "secret"}, field}),
                  HasSubstr("another site"))
          << field.value;
    }
  }
  EXPECT_THAT(refusal({}, {{"Origin", "http://127.0.0.1:8787"}}), HasSubstr("another site"))
      << "there is no Host to compare it with";
}

TEST(ControlAccess, RequiresTheConfiguredToken) {
  const Options options{.control_token = "secret"};
  EXPECT_EQ(refusal(options, {{"Host", "mock.test"}, {"X-Mock-Token", "secret"}}), "");
  for (const std::string token : {"", "Secret", "secre", "secrets"}) {
    EXPECT_THAT(refusal(options, {{"X-Mock-Token", token}}), HasSubstr("control token")) << token;
  }
  EXPECT_THAT(refusal(options, {}), HasSubstr("X-Mock-Token"));
  EXPECT_THAT(refusal({.control = Control::on, .control_token = "secret"}, {}),
              HasSubstr("X-Mock-Token"));
}

TEST(ControlAccess, RefusesOtherMachinesWithoutAToken) {
  EXPECT_THAT(refusal({.exposed = true}, {{"Host", "127.0.0.1"}}), HasSubstr("--control-token"));
  EXPECT_EQ(refusal({.control_token = "secret", .exposed = true}, {{"X-Mock-Token", "secret"}}),
            "");
  EXPECT_EQ(refusal({.control = Control::on, .exposed = true}, {}), "");
  EXPECT_THAT(refusal({.control = Control::off}, {}), HasSubstr("switched off"));
}

TEST(ControlAccess, RefusesInvalidOptions) {
  const auto error_for = [](const Options& options) {
    try {
      const ControlAccess access(options);
    } catch (const ConfigError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_THAT(error_for({.control_token = "two words"}), HasSubstr("control_token"));
}

// Exactly the control plane is protected.
TEST(ControlAccess, ProtectsTheWholeControlPlane) {
  const MockClient client({.control = Control::off});
  for (const std::string path : {"/__mock/clock", "/__mock/webhooks", "/__mock/no/such/thing"}) {
    EXPECT_EQ(client.get(path).status, 403) << path;
  }
  EXPECT_EQ(client.get("/openapi.json").status, 200);
  EXPECT_EQ(client.get("/docs").status, 200);
  EXPECT_EQ(client.submit().status, 200);
}

}  // namespace
}  // namespace wavespeed_mock::control_access_test

#include "control/scope.h"

#include <gtest/gtest.h>

#include "support/mock_client.h"

namespace wavespeed_mock::scope_test {
namespace {

// Tested with the client report, which needs no key.
class Scope : public testing::Test {
 protected:
  Response ask(Headers headers) {
    return watched_answer(
        client_.mock(),
        {.method = "GET", .target = "/__mock/client-report", .headers = std::move(headers)});
  }

  MockClient client_{Options{.strict = true}};
};

TEST_F(Scope, IsEverythingWithoutAKeyAndOneAccountWithIt) {
  (void)client_.get("/api/v3/balance?with=key");
  (void)client_.with_key("another-key").get("/api/v3/balance");

  EXPECT_NE(ask({}).body.find(R"("requests":2)"), std::string::npos) << ask({}).body;
  const Response own = ask({{"Authorization", "Bearer test-key"}});
  EXPECT_NE(own.body.find(R"("requests":1)"), std::string::npos) << own.body;
}

// A test needs the report of a client whose account was suspended.
TEST_F(Scope, IsTheAccountEvenIfSuspended) {
  (void)client_.get("/api/v3/balance?with=key");
  client_.mock().account("test-key").suspend();
  EXPECT_EQ(client_.get("/api/v3/balance").status, 403);
  const Response own = ask({{"Authorization", "Bearer test-key"}});
  EXPECT_NE(own.body.find(R"("requests":2)"), std::string::npos) << own.body;
}

TEST_F(Scope, RefusesAnInvalidKey) {
  EXPECT_EQ(ask({{"Authorization", "Bearer "}}).status, 401);
}

}  // namespace
}  // namespace wavespeed_mock::scope_test

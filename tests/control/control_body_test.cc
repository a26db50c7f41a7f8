#include "control/control_body.h"

#include <gtest/gtest.h>

#include "support/mock_client.h"

namespace wavespeed_mock::control_body_test {
namespace {

// Tested with the clock endpoint, which has no required field.
TEST(ControlBody, MayBeAbsentButNotInvalid) {
  const MockClient client;
  EXPECT_EQ(client.post("/__mock/clock", "").status, 200);
  EXPECT_EQ(client.post("/__mock/clock", "{}").status, 200);
  for (const auto& [body, words] : {std::pair{"[1]", "object"},
                                    {"{", "not valid JSON"},
                                    {R"({"advanse": "1s"})", "did you mean"},
                                    {R"({"advance": 5})", "advance"}}) {
    const Response response = client.post("/__mock/clock", body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_NE(response.body.find(words), std::string::npos) << response.body;
  }
}

}  // namespace
}  // namespace wavespeed_mock::control_body_test

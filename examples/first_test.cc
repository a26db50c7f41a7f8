// A first test: it writes its requests itself, without a client and without a socket. A task of ten
// minutes is done in no time, because the test moves the clock.
#include <gtest/gtest.h>
#include <wavespeed_mock/mock.h>

#include <chrono>
#include <string>

namespace {

using namespace std::chrono_literals;

TEST(FirstTest, SeesATaskCompleteAfterTenMinutes) {
  wavespeed_mock::Mock mock({.seed = 7, .latency = wavespeed_mock::Latency::fixed(10min)});
  const wavespeed_mock::Headers headers = {{"Authorization", "Bearer any-key"}};
  const wavespeed_mock::Request submission{.method = "POST",
                                           .target = "/api/v3/wavespeed-ai/flux-dev",
                                           .headers = headers,
                                           .body = R"({"prompt": "A cat"})"};

  const wavespeed_mock::Response reply = mock.handle(submission);
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_NE(reply.body.find(R"("status":"created")"), std::string::npos) << reply.body;

  mock.advance(10min);

  const wavespeed_mock::Response completed =
      mock.handle({.method = "GET",
                   .target = "/api/v3/predictions?status=completed",
                   .headers = headers,
                   .body = ""});
  EXPECT_NE(completed.body.find(R"("total":1)"), std::string::npos) << completed.body;
}

}  // namespace

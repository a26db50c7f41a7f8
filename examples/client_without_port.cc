// A test of a client without a socket: its requests go to Mock::handle, and time passes when the
// test says so.
#include <gtest/gtest.h>
#include <wavespeed_mock/account.h>
#include <wavespeed_mock/mock.h>

#include <chrono>
#include <stdexcept>

#include "mock_transport.h"
#include "my_client.h"

namespace {

using namespace std::chrono_literals;
namespace faults = wavespeed_mock::faults;
using wavespeed_mock::Commit;
using wavespeed_mock::Endpoint;
using wavespeed_mock::Latency;
using wavespeed_mock::Mock;
using wavespeed_mock::Times;
using wavespeed_mock::usd;

TEST(ClientWithoutPort, WaitsForASlowTask) {
  Mock mock({.latency = Latency::fixed(10min)});
  const auto start = mock.clock().now();
  MyClient client(send_to(mock, "my-key"), sleep_on(mock));

  client.generate("wavespeed-ai/flux-dev", "a red fox");

  EXPECT_GE(mock.clock().now() - start, 10min);
}

TEST(ClientWithoutPort, ReportsATaskThatFails) {
  Mock mock;
  MyClient client(send_to(mock, "my-key"), sleep_on(mock));
  mock.add_fault({.fault = faults::TaskFailed{}}, {.key = "my-key"});

  EXPECT_THROW(client.generate("wavespeed-ai/flux-dev", "a red fox"), std::runtime_error);
}

TEST(ClientWithoutPort, PaysOnceWhenTheReplyIsLostAfterTheCharge) {
  Mock mock;
  MyClient client(send_to(mock, "my-key"), sleep_on(mock));
  mock.add_fault({.route = Endpoint::submit,
                  .first = 1,
                  .fault = faults::EmptyReply{},
                  .commit = Commit::after},
                 {.key = "my-key"});

  client.generate("wavespeed-ai/flux-dev", "a red fox");

  EXPECT_EQ(mock.account("my-key").info().balance, usd(100) - usd(0.012));
  const wavespeed_mock::Verification submitted = mock.verify(
      {.request = {.route = Endpoint::submit}, .times = Times::exactly(1)}, {.key = "my-key"});
  EXPECT_TRUE(submitted.passed) << submitted.message;
}

}  // namespace

#include "cli/stop_signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>

namespace wavespeed_mock::cli::stop_signals_test {
namespace {

TEST(StopSignalsDeathTest, WaitForEitherSignal) {
  for (const int signal : {SIGINT, SIGTERM}) {
    EXPECT_EXIT(
        {
          const StopSignals signals;
          ::kill(::getpid(), SIGPIPE);
          ::kill(::getpid(), signal);
          std::_Exit(signals.wait() == signal ? 7 : 1);
        },
        testing::ExitedWithCode(7), "");
  }
}

TEST(StopSignalsDeathTest, ReportWhetherASignalArrived) {
  EXPECT_EXIT(
      {
        const StopSignals signals;
        const bool early = signals.came_within(std::chrono::milliseconds(1));
        ::kill(::getpid(), SIGINT);
        const bool came = signals.came_within(std::chrono::hours(1));
        const bool again = signals.came_within(std::chrono::nanoseconds(0));
        std::_Exit(!early && came && !again ? 7 : 1);
      },
      testing::ExitedWithCode(7), "");
}

}  // namespace
}  // namespace wavespeed_mock::cli::stop_signals_test

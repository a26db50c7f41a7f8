#include "cli/stop_signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

namespace wavespeed_mock::cli {
namespace {

TEST(StopSignalsDeathTest, WaitForEitherOfThem) {
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

}  // namespace
}  // namespace wavespeed_mock::cli

#include "cli/stop_signals.h"

#include <pthread.h>

namespace wavespeed_mock::cli {

StopSignals::StopSignals() : signals_() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

int StopSignals::wait() const {
  int signal = 0;
  sigwait(&signals_, &signal);
  return signal;
}

bool StopSignals::came_within(std::chrono::nanoseconds time) const {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const timespec limit{.tv_sec = seconds.count(), .tv_nsec = (time - seconds).count()};
  return sigtimedwait(&signals_, nullptr, &limit) > 0;
}

}  // namespace wavespeed_mock::cli

#include "transport/httplib/connection_wait.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>

#include "transport/http/wire_limits.h"

namespace wavespeed_mock::transport {
namespace {

using std::chrono::steady_clock;

enum class Woken { by_time, by_bell, by_end };

// Something that another thread rings.
class Bell {
 public:
  Bell() : number_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;
  ~Bell() { ::close(number_); }

  int number() const { return number_; }
  void ring() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(number_, &one, sizeof one);
  }
  void silence() const {
    std::uint64_t rings = 0;
    [[maybe_unused]] const auto taken = ::read(number_, &rings, sizeof rings);
  }

 private:
  const int number_;
};

// `end` says which events mean that the connection has ended, in addition to those that poll()
// always reports: both sides are shut, or it is broken.
Woken wait_until(steady_clock::time_point due, int socket, short end, const Bell* bell) {
  std::array<pollfd, 2> sources{
      {{.fd = socket, .events = end, .revents = 0},
       {.fd = bell == nullptr ? -1 : bell->number(), .events = POLLIN, .revents = 0}}};
  for (;;) {
    const Duration left = std::max<Duration>(due - steady_clock::now(), Duration::zero());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
    const timespec time{.tv_sec = static_cast<time_t>(seconds.count()),
                        .tv_nsec = static_cast<long>((left - seconds).count())};
    const int count = ::ppoll(sources.data(), sources.size(), &time, nullptr);
    if (count == 0) return Woken::by_time;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 || sources[0].revents != 0) return Woken::by_end;
    bell->silence();
    return Woken::by_bell;
  }
}

steady_clock::time_point from_now(Duration time) {
  return steady_clock::now() + std::min<Duration>(time, kLongestDelay);
}

}  // namespace

bool ConnectionWait::pass(Duration time) const {
  if (time <= Duration::zero()) return true;
  return wait_until(from_now(time), socket_, 0, nullptr) == Woken::by_time;
}

bool ConnectionWait::reach(Timestamp time) const {
  // Almost no answer waits for it, so that the clock is not even read.
  if (time == Timestamp::min() || clock_.now() >= time) return true;
  const Bell bell;
  const auto moves = clock_.on_move([&] { bell.ring(); });
  for (;;) {
    const Duration left = clock_.wall_time_until(time);
    if (left <= Duration::zero()) return true;
    if (wait_until(from_now(left), socket_, 0, &bell) == Woken::by_end) return false;
  }
}

Response ConnectionWait::await_answer(PendingAnswer& pending) const {
  const steady_clock::time_point due = from_now(pending.patience());
  const Bell bell;
  const auto changes = pending.on_change([&] { bell.ring(); });
  for (;;) {
    if (auto answer = pending.look(false)) return *std::move(answer);
    if (wait_until(due, socket_, 0, &bell) != Woken::by_bell) return *pending.look(true);
  }
}

void ConnectionWait::until_gone() const {
  wait_until(from_now(Duration::max()), socket_, POLLRDHUP, nullptr);
}

}  // namespace wavespeed_mock::transport

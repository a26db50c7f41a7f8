#include "transport/client/socket_deadlines.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <memory>

#include "support/silent_listener.h"

namespace wavespeed_mock::transport::socket_deadlines_test {
namespace {

using std::chrono::hours;
using std::chrono::steady_clock;

class SocketPair {
 public:
  SocketPair() { ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()); }
  ~SocketPair() {
    close_own();
    ::close(ends_[1]);
  }
  int own() const { return ends_[0]; }
  void close_own() {
    if (ends_[0] >= 0) ::close(ends_[0]);
    ends_[0] = -1;
  }
  // Whether the other end sees the end of the connection within `milliseconds`.
  bool has_ended(int milliseconds) const {
    pollfd end{ends_[1], POLLIN, 0};
    char byte = 0;
    return ::poll(&end, 1, milliseconds) == 1 && ::read(ends_[1], &byte, 1) == 0;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

constexpr int kPatience = 10'000;  // milliseconds; no passing test waits that long

TEST(SocketDeadlines, ShutDownASocketAtItsDeadline) {
  SocketDeadlines deadlines;
  const SocketPair late;
  const SocketPair early;
  const SocketDeadlines::Watch one(deadlines, late.own(), steady_clock::now() + hours(1));
  const SocketDeadlines::Watch other(deadlines, early.own(), steady_clock::now());
  EXPECT_TRUE(early.has_ended(kPatience));
  EXPECT_FALSE(late.has_ended(0));
}

TEST(SocketDeadlines, CanShutDownAllSockets) {
  SocketDeadlines deadlines;
  const SocketPair before;
  const SocketPair after;
  const SocketDeadlines::Watch one(deadlines, before.own(), steady_clock::now() + hours(1));
  deadlines.end_all();
  EXPECT_TRUE(before.has_ended(kPatience));
  const SocketDeadlines::Watch other(deadlines, after.own(), steady_clock::now() + hours(1));
  EXPECT_TRUE(after.has_ended(kPatience));
}

// A deadline may pass, or all sockets may be shut down, before the socket is connected.
TEST(SocketDeadlines, ShutDownASocketThatIsNotConnectedYet) {
  SocketDeadlines deadlines;
  const SilentListener silent(SilentListener::Kind::accepts);
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const SocketPair marker;
  const SocketDeadlines::Watch one(deadlines, socket, steady_clock::now());
  const SocketDeadlines::Watch other(deadlines, marker.own(), steady_clock::now());
  ASSERT_TRUE(marker.has_ended(kPatience)) << "the first has ended too";
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(silent.socket(), reinterpret_cast<sockaddr*>(&address), &size);
  ::connect(socket, reinterpret_cast<sockaddr*>(&address), size);
  char byte = 0;
  EXPECT_EQ(::recv(socket, &byte, 1, MSG_DONTWAIT), 0);
  ::close(socket);
}

TEST(SocketDeadlines, DoNotAffectAnUnwatchedSocket) {
  SocketDeadlines deadlines;
  const SocketPair pair;
  { const SocketDeadlines::Watch watch(deadlines, pair.own(), steady_clock::now() + hours(1)); }
  deadlines.end_all();
  const SocketPair marker;
  const SocketDeadlines::Watch watch(deadlines, marker.own(), steady_clock::now() + hours(1));
  ASSERT_TRUE(marker.has_ended(kPatience)) << "all watched sockets have ended";
  EXPECT_FALSE(pair.has_ended(0));
}

TEST(SocketDeadlines, KeepTheirOwnDescriptor) {
  SocketDeadlines deadlines;
  SocketPair pair;
  auto watch = std::make_unique<SocketDeadlines::Watch>(deadlines, pair.own(),
                                                        steady_clock::now() + hours(1));
  pair.close_own();
  EXPECT_FALSE(pair.has_ended(0)) << "the watch keeps it open";
  watch.reset();
  EXPECT_TRUE(pair.has_ended(kPatience)) << "no descriptor is left open";
}

}  // namespace
}  // namespace wavespeed_mock::transport::socket_deadlines_test

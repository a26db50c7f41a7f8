#include "transport/open_connections.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <thread>

namespace wavespeed_mock::transport {
namespace {

using std::chrono::steady_clock;

class SocketPair {
 public:
  SocketPair() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_), 0); }
  SocketPair(const SocketPair&) = delete;
  SocketPair& operator=(const SocketPair&) = delete;
  ~SocketPair() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  int server() const { return ends_[0]; }
  // Whether the server's end was shut down.
  bool is_shut() const {
    char byte = 0;
    return ::recv(ends_[1], &byte, 1, MSG_DONTWAIT) == 0;
  }

 private:
  int ends_[2] = {-1, -1};
};

TEST(OpenConnections, ShutsDownThoseThatAreIn) {
  const SocketPair open;
  const SocketPair removed;
  OpenConnections connections;
  EXPECT_TRUE(connections.add(open.server()));
  EXPECT_TRUE(connections.add(removed.server()));
  connections.remove(removed.server());
  EXPECT_FALSE(open.is_shut());

  connections.close_all();
  EXPECT_TRUE(open.is_shut());
  EXPECT_FALSE(removed.is_shut());
}

TEST(OpenConnections, TakesNoneOnceClosed) {
  const SocketPair late;
  OpenConnections connections;
  connections.close_all();
  EXPECT_FALSE(connections.add(late.server()));
  connections.close_all();
  EXPECT_FALSE(late.is_shut());
}

TEST(OpenConnections, WaitsUntilItIsTime) {
  OpenConnections connections;
  const auto due = steady_clock::now() + std::chrono::milliseconds(5);
  EXPECT_TRUE(connections.wait_until(due));
  EXPECT_GE(steady_clock::now(), due);
}

TEST(OpenConnections, CutsWaitsShort) {
  OpenConnections connections;
  const auto wait = [&] {
    return connections.wait_until(steady_clock::now() + std::chrono::hours(1));
  };
  std::future<bool> waiting = std::async(std::launch::async, wait);
  connections.close_all();
  ASSERT_EQ(waiting.wait_for(std::chrono::seconds(10)), std::future_status::ready);
  EXPECT_FALSE(waiting.get());
  EXPECT_FALSE(wait());
}

}  // namespace
}  // namespace wavespeed_mock::transport

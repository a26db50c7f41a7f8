#include "transport/httplib/open_connections.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wavespeed_mock::transport::open_connections_test {
namespace {

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

TEST(OpenConnections, ShutsDownAllConnections) {
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

TEST(OpenConnections, AcceptsNoneOnceClosed) {
  const SocketPair late;
  OpenConnections connections;
  connections.close_all();
  EXPECT_FALSE(connections.add(late.server()));
  connections.close_all();
  EXPECT_FALSE(late.is_shut());
}

}  // namespace
}  // namespace wavespeed_mock::transport::open_connections_test

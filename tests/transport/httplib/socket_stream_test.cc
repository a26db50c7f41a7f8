#include "transport/httplib/socket_stream.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

namespace wavespeed_mock::transport::socket_stream_test {
namespace {

using namespace std::chrono_literals;
using End = SocketStream::End;

// A timeout that no passing test reaches.

// A stream and the far end of its connection.
class SocketStreamTest : public testing::Test {
 protected:
  // SOCK_SEQPACKET preserves the boundaries of each write.
  explicit SocketStreamTest(int type = SOCK_STREAM) {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::socketpair(AF_UNIX, type, 0, ends), 0);
    near_ = ends[0];
    far_ = ends[1];
  }
  ~SocketStreamTest() override {
    ::close(near_);
    if (far_ >= 0) ::close(far_);
  }

  void far_sends(std::string_view bytes) {
    ASSERT_EQ(::send(far_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }
  // One read at the far end; "" at the end of the connection, or if there is no data.
  std::string far_reads() {
    char bytes[4096];
    const ssize_t received = ::recv(far_, bytes, sizeof bytes, MSG_DONTWAIT);
    return {bytes, received > 0 ? static_cast<std::size_t>(received) : 0};
  }
  void far_closes() { ::close(std::exchange(far_, -1)); }

  int near_ = -1;
  int far_ = -1;
};

class SocketPacketTest : public SocketStreamTest {
 protected:
  SocketPacketTest() : SocketStreamTest(SOCK_SEQPACKET) {}
};

std::string read_bytes(SocketStream& stream, std::size_t size) {
  std::string bytes(stream.read().substr(0, size));
  stream.drop(bytes.size());
  return bytes;
}

TEST_F(SocketStreamTest, ReadsInPiecesOfAnySize) {
  SocketStream stream(near_, {});
  far_sends("hello world");
  EXPECT_EQ(read_bytes(stream, 1), "h");
  EXPECT_EQ(read_bytes(stream, 4), "ello");
  EXPECT_EQ(read_bytes(stream, 100), " world");
  const std::string body(20'000, 'x');
  far_sends(body);
  std::string got;
  while (got.size() < body.size()) got += read_bytes(stream, body.size() - got.size());
  EXPECT_EQ(got, body);
  EXPECT_EQ(stream.end(), End::none);
}

TEST_F(SocketStreamTest, EndsWithTheConnection) {
  SocketStream stream(near_, {});
  far_sends("a");
  far_closes();
  EXPECT_EQ(read_bytes(stream, 10), "a");
  EXPECT_EQ(stream.read(), "");
  EXPECT_EQ(stream.end(), End::closed);
}

TEST_F(SocketStreamTest, EndsWhenAnotherThreadShutsTheSocketDown) {
  SocketStream stream(near_, {});
  std::jthread other([this] { ::shutdown(near_, SHUT_RDWR); });
  EXPECT_EQ(stream.read(), "");
  EXPECT_EQ(stream.end(), End::closed);
}

TEST_F(SocketStreamTest, TimesOutASilentClient) {
  SocketStream stream(near_, {.silence = 1ms});
  EXPECT_EQ(stream.read(), "");
  EXPECT_EQ(stream.end(), End::silent);
}

TEST_F(SocketStreamTest, TimesOutASlowRequest) {
  SocketStream stream(near_, {.request = 1ms});
  far_sends("GET");
  stream.start_request();
  EXPECT_EQ(read_bytes(stream, 100), "GET");
  EXPECT_EQ(stream.read(), "");
  EXPECT_EQ(stream.end(), End::too_slow);
}

TEST_F(SocketStreamTest, TimesOutAClientThatReadsNothing) {
  SocketStream stream(near_, {.silence = 1ms});
  EXPECT_FALSE(stream.send(std::string(64 * 1024 * 1024, 'x')));
}

TEST_F(SocketStreamTest, SendsToASlowClient) {
  SocketStream stream(near_, {});
  const std::string sent(8 * 1024 * 1024, 'x');
  std::string got;
  std::jthread reader([&] {
    char bytes[4096];
    while (got.size() < sent.size()) {
      const ssize_t received = ::recv(far_, bytes, sizeof bytes, 0);
      if (received <= 0) return;
      got.append(bytes, static_cast<std::size_t>(received));
    }
  });
  EXPECT_TRUE(stream.send(sent));
  reader.join();
  EXPECT_EQ(got, sent);
}

TEST_F(SocketStreamTest, HandlesAClosedClient) {
  SocketStream stream(near_, {});
  far_closes();
  EXPECT_FALSE(stream.send("hello"));
}

TEST_F(SocketStreamTest, WaitsForARequest) {
  SocketStream stream(near_, {.idle = 1ms});
  EXPECT_FALSE(stream.wait_for_request());
  far_sends("GET /GET /");
  EXPECT_TRUE(stream.wait_for_request());
  EXPECT_EQ(read_bytes(stream, 5), "GET /");
  // The second request is no longer in the socket, but in the buffer of the stream.
  EXPECT_TRUE(stream.wait_for_request());
  EXPECT_EQ(read_bytes(stream, 5), "GET /");
  EXPECT_FALSE(stream.wait_for_request());
  far_closes();
  EXPECT_TRUE(stream.wait_for_request());
}

TEST_F(SocketPacketTest, SendsInOneWrite) {
  SocketStream stream(near_, {});
  EXPECT_TRUE(stream.send("head and body"));
  EXPECT_TRUE(stream.send("next"));
  EXPECT_EQ(far_reads(), "head and body");
  EXPECT_EQ(far_reads(), "next");
}

TEST_F(SocketStreamTest, LingersUntilTheClientHasGone) {
  SocketStream stream(near_, {});
  far_sends(std::string(50'000, 'x'));
  std::jthread client([this] {
    char byte = 0;
    // The far end sees the end before this side closes.
    EXPECT_EQ(::recv(far_, &byte, 1, 0), 0);
    far_closes();
  });
  stream.linger();
  client.join();
  char byte = 0;
  EXPECT_EQ(::recv(near_, &byte, 1, MSG_DONTWAIT), 0) << "unread input would cause a reset";
}

TEST_F(SocketStreamTest, LingersNoLongerThanConfigured) {
  SocketStream stream(near_, {.linger = 1ms});
  stream.linger();
  EXPECT_EQ(far_reads(), "");
}

}  // namespace
}  // namespace wavespeed_mock::transport::socket_stream_test

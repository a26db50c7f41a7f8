#include "transport/event/socket_output.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>

#include "support/self_signed.h"

namespace wavespeed_mock::transport::socket_output_test {
namespace {

using Sent = SocketOutput::Sent;

// Two ends of a non-blocking connection.
class SocketOutputTest : public testing::Test {
 protected:
  SocketOutputTest() {
    ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends_.data());
  }
  ~SocketOutputTest() override {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }

  int near() const { return ends_[0]; }
  std::string read() const {
    std::string all;
    char room[65'536];
    for (ssize_t size = 0; (size = ::recv(ends_[1], room, sizeof room, 0)) > 0;) {
      all.append(room, static_cast<std::size_t>(size));
    }
    return all;
  }

  std::array<int, 2> ends_{-1, -1};
  SocketOutput out_;
};

TEST_F(SocketOutputTest, SendsInTheOrderAdded) {
  EXPECT_EQ(out_.send(near(), nullptr), Sent::all) << "nothing";
  out_.add(std::string("one "));
  out_.add(std::string("two "));
  out_.add(std::string_view("three"));
  EXPECT_EQ(out_.size(), 13U);
  EXPECT_EQ(out_.send(near(), nullptr), Sent::all);
  EXPECT_EQ(out_.size(), 0U);
  EXPECT_EQ(read(), "one two three");
}

TEST_F(SocketOutputTest, ContinuesAfterAFullSocket) {
  std::string all;
  for (int i = 0; all.size() < 4'000'000; ++i) all += std::to_string(i);
  out_.add(all);
  std::string came;
  int times = 0;
  for (Sent sent = Sent::some; sent == Sent::some; ++times) {
    sent = out_.send(near(), nullptr);
    ASSERT_NE(sent, Sent::none);
    came += read();
  }
  EXPECT_GT(times, 1);
  EXPECT_EQ(came, all);
}

TEST_F(SocketOutputTest, ReportsAClosedSocket) {
  ::close(std::exchange(ends_[1], -1));
  out_.add(std::string("x"));
  EXPECT_EQ(out_.send(near(), nullptr), Sent::none);
}

TEST_F(SocketOutputTest, SendsRecordsOfTlsItself) {
  const SelfSigned own;
  const TlsContext context({.text = own.certificate_text(), .name = "certificate"},
                           {.text = own.key_text(), .name = "key"});
  TlsSession session(context);
  session.outgoing() = "handshake";
  EXPECT_EQ(out_.send(near(), &session), Sent::all);
  EXPECT_EQ(read(), "handshake");
  EXPECT_EQ(session.outgoing(), "");
  // No data can be sent before the handshake.
  out_.add(std::string("too early"));
  EXPECT_EQ(out_.send(near(), &session), Sent::none);
  EXPECT_EQ(read(), "");
}

}  // namespace
}  // namespace wavespeed_mock::transport::socket_output_test

// A TCP client that sends exact bytes, for tests of requests that no HTTP library would send.
//
// Every wait ends after ten seconds as a safety net; no passing test waits that long.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace wavespeed_mock {

// A layer such as TLS between a client and its socket.
class Channel {
 public:
  virtual ~Channel() = default;
  // Like ::send and ::recv of a socket: EAGAIN if the received bytes had no data for the client.
  virtual ssize_t send(const char* bytes, std::size_t size) = 0;
  virtual ssize_t receive(char* room, std::size_t size) = 0;
  // Shuts down the sending side.
  virtual void finish() = 0;
};

class RawClient {
 public:
  // Opened on a connected socket.
  using OpenChannel = std::unique_ptr<Channel> (*)(int socket);

  // Connects to 127.0.0.1.
  explicit RawClient(int port, OpenChannel open = nullptr)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      ::close(socket_);
      throw std::runtime_error("cannot connect to port " + std::to_string(port));
    }
    if (open != nullptr) channel_ = open(socket_);
  }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        channel_(std::move(other.channel_)),
        unread_(std::move(other.unread_)) {}
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }

  // False when the server has gone.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = channel_ ? channel_->send(bytes.data(), bytes.size())
                                    : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Ends the connection with a reset.
  void reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(socket_, -1));
  }

  // Shuts down the sending side.
  void finish() {
    if (channel_) return channel_->finish();
    ::shutdown(socket_, SHUT_WR);
  }

  // One response: the head, and a body of Content-Length bytes. A partial response if the
  // connection ends or times out. `has_body` is false for the response to a HEAD.
  std::string read_answer(bool has_body = true) {
    while (unread_.find("\r\n\r\n") == std::string::npos) {
      if (!read_more()) return std::exchange(unread_, {});
    }
    const std::size_t head = unread_.find("\r\n\r\n") + 4;
    const std::size_t end = head + (has_body ? content_length(unread_.substr(0, head)) : 0);
    while (unread_.size() < end) {
      if (!read_more()) return std::exchange(unread_, {});
    }
    std::string answer = unread_.substr(0, end);
    unread_.erase(0, end);
    return answer;
  }

  // `count` bytes, or fewer if the connection ends.
  std::string read_bytes(std::size_t count) {
    while (unread_.size() < count && read_more()) {
    }
    const std::string bytes = unread_.substr(0, count);
    unread_.erase(0, bytes.size());
    return bytes;
  }

  // Whether bytes or the end of the connection can be read now.
  bool has_more() {
    while (unread_.empty() && wait(0)) {
      if (!channel_ || !read_some()) return true;
    }
    return !unread_.empty();
  }

  // How reading ended: 0 for an orderly end, else an errno.
  int read_error() const { return error_; }

  // Everything up to the end of the connection.
  std::string read_all() {
    while (read_more()) {
    }
    return std::exchange(unread_, {});
  }

  // Whether the server closes the connection without further bytes.
  bool is_closed() { return unread_.empty() && wait(kPatienceMs) && !read_more(); }

 private:
  static std::size_t content_length(std::string_view head) {
    constexpr std::string_view kName = "\r\nContent-Length: ";
    std::size_t length = 0;
    if (const std::size_t at = head.find(kName); at != std::string_view::npos) {
      std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
    }
    return length;
  }

  static constexpr int kPatienceMs = 10'000;

  bool wait(int milliseconds) const {
    pollfd waited{socket_, POLLIN, 0};
    return ::poll(&waited, 1, milliseconds) > 0;
  }

  bool read_more() {
    const std::size_t before = unread_.size();
    while (unread_.size() == before) {
      if (!wait(kPatienceMs) || !read_some()) return false;
    }
    return true;
  }

  // False at the end. With a channel, it may return true without new data.
  bool read_some() {
    char bytes[16'384];
    const ssize_t received =
        channel_ ? channel_->receive(bytes, sizeof bytes) : ::recv(socket_, bytes, sizeof bytes, 0);
    if (channel_ && received < 0 && errno == EAGAIN) return true;
    error_ = received < 0 ? errno : 0;
    if (received <= 0) return false;
    unread_.append(bytes, static_cast<std::size_t>(received));
    return true;
  }

  int socket_;
  std::unique_ptr<Channel> channel_;
  std::string unread_;
  int error_ = 0;
};

}  // namespace wavespeed_mock

// A server that answers each request with given bytes, valid or not, one connection at a time: for
// tests of clients.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace wavespeed_mock {

class ByteServer {
 public:
  enum class Then : std::uint8_t { keep, close, reset };
  struct Reply {
    std::string bytes;
    Then then = Then::keep;
  };

  // The nth request gets the nth of `replies`, and all later ones the last. A request ends with an
  // empty line, or with the "}" of its JSON.
  explicit ByteServer(std::vector<Reply> replies)
      : replies_(std::move(replies)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, 100) != 0) {
      throw std::runtime_error("cannot listen");
    }
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~ByteServer() {
    stopped_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    const int connection = connection_;
    if (connection >= 0) ::shutdown(connection, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  ByteServer(const ByteServer&) = delete;
  ByteServer& operator=(const ByteServer&) = delete;

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::size_t requests() const { return requests_; }
  std::size_t connections() const { return connections_; }

 private:
  void serve() {
    while (!stopped_) {
      const int connection = ::accept(listener_, nullptr, nullptr);
      if (connection < 0) return;
      connection_ = connection;
      ++connections_;
      while (!stopped_ && answer(connection)) {
      }
      connection_ = -1;
      ::close(connection);
    }
  }

  // Whether the connection stays open.
  bool answer(int connection) {
    std::string request;
    const auto whole = [&] {
      return request.starts_with("POST") ? request.ends_with('}') : request.ends_with("\r\n\r\n");
    };
    while (!whole()) {
      char buffer[65536];
      const ssize_t size = ::read(connection, buffer, sizeof buffer);
      if (size <= 0) return false;
      request.append(buffer, static_cast<std::size_t>(size));
    }
    const Reply& reply = replies_[std::min(requests_++, replies_.size() - 1)];
    ::send(connection, reply.bytes.data(), reply.bytes.size(), MSG_NOSIGNAL);
    if (reply.then == Then::reset) {
      const linger torn{1, 0};
      ::setsockopt(connection, SOL_SOCKET, SO_LINGER, &torn, sizeof torn);
    }
    return reply.then == Then::keep;
  }

  const std::vector<Reply> replies_;
  const int listener_;
  int port_ = 0;
  std::atomic<bool> stopped_{false};
  std::atomic<int> connection_{-1};
  std::atomic<std::size_t> requests_{0};
  std::atomic<std::size_t> connections_{0};
  std::thread thread_;
};

}  // namespace wavespeed_mock

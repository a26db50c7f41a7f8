// A port that accepts connections without ever answering, or that accepts none.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace wavespeed_mock {

class SilentListener {
 public:
  enum class Kind {
    accepts,  // clients are connected and wait forever
    full,     // clients wait for the connection
  };

  explicit SilentListener(Kind kind) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(socket_, kind == Kind::full ? 0 : 100);
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    // The system accepts connections up to the length of the queue, so fill it.
    for (int i = 0; kind == Kind::full && i < 4; ++i) {
      fillers_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
      ::connect(fillers_.back(), reinterpret_cast<sockaddr*>(&address), size);
    }
  }
  ~SilentListener() {
    for (const int filler : fillers_) ::close(filler);
    ::close(socket_);
  }
  SilentListener(const SilentListener&) = delete;
  SilentListener& operator=(const SilentListener&) = delete;

  int socket() const { return socket_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

 private:
  int socket_;
  int port_ = 0;
  std::vector<int> fillers_;
};

}  // namespace wavespeed_mock

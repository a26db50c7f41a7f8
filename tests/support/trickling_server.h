// A server that repeats the same bytes until its client has gone: for tests of limits, which alone
// end such an answer.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include "support/silent_listener.h"

namespace wavespeed_mock {

class TricklingServer {
 public:
  // Sends `first` to each client, one after the other, then `again` with pauses of that many
  // milliseconds.
  TricklingServer(std::string first, std::string again, int pause = 1)
      : first_(std::move(first)), again_(std::move(again)), pause_(pause) {}
  ~TricklingServer() { ::shutdown(listener_.socket(), SHUT_RDWR); }
  TricklingServer(const TricklingServer&) = delete;
  TricklingServer& operator=(const TricklingServer&) = delete;

  std::string url() const { return listener_.url(); }

 private:
  void serve(const std::stop_token& stop) const {
    while (!stop.stop_requested()) {
      const int client = ::accept(listener_.socket(), nullptr, nullptr);
      if (client < 0) return;
      pollfd gone{client, POLLRDHUP, 0};
      bool is_there = send(client, first_);
      while (is_there && !stop.stop_requested())
        is_there = send(client, again_) && ::poll(&gone, 1, pause_) == 0;
      ::close(client);
    }
  }

  static bool send(int client, const std::string& bytes) {
    return ::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }

  const std::string first_;
  const std::string again_;
  const int pause_;
  const SilentListener listener_{SilentListener::Kind::accepts};
  const std::jthread thread_{[this](const std::stop_token& stop) { serve(stop); }};
};

}  // namespace wavespeed_mock

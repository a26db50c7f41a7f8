#include "transport/httplib/socket_stream.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace wavespeed_mock::transport {
namespace {

using std::chrono::steady_clock;

std::chrono::milliseconds until(steady_clock::time_point moment) {
  return std::chrono::ceil<std::chrono::milliseconds>(moment - steady_clock::now());
}

}  // namespace

SocketStream::SocketStream(int socket, const TimeLimits& time) : socket_(socket), time_(time) {}

bool SocketStream::wait_for_request() {
  return next_ < filled_ || wait_for(POLLIN, time_.idle);
}

void SocketStream::start_request() {
  request_ends_ = steady_clock::now() + time_.request;
}

std::string_view SocketStream::read() {
  if (next_ == filled_) {
    const ssize_t received = receive();
    if (received <= 0) return {};
    next_ = 0;
    filled_ = static_cast<std::size_t>(received);
  }
  return {buffer_.data() + next_, filled_ - next_};
}

bool SocketStream::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (!wait_for(POLLOUT, time_.silence)) return false;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

void SocketStream::linger() {
  ::shutdown(socket_, SHUT_WR);
  const auto deadline = steady_clock::now() + time_.linger;
  for (;;) {
    const auto left = until(deadline);
    if (left.count() <= 0 || !wait_for(POLLIN, left)) return;
    if (::recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT) <= 0) return;
  }
}

bool SocketStream::wait_for(short events, std::chrono::milliseconds longest) const {
  pollfd waited{socket_, events, 0};
  int ready = 0;
  do {
    ready = ::poll(&waited, 1, static_cast<int>(longest.count()));
  } while (ready < 0 && errno == EINTR);
  return ready > 0;
}

ssize_t SocketStream::receive() {
  for (;;) {
    const ssize_t received = ::recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (received > 0) return received;
    if (received < 0 && errno == EINTR) continue;
    if (received == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) {
      end_ = End::closed;
      return received;
    }
    const auto left = until(request_ends_);
    if (left.count() > 0 && wait_for(POLLIN, std::min(left, time_.silence))) continue;
    end_ = left <= time_.silence ? End::too_slow : End::silent;
    return -1;
  }
}

}  // namespace wavespeed_mock::transport

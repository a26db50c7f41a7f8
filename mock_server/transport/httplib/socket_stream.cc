#include "transport/httplib/socket_stream.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

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

void SocketStream::start_head(std::size_t max) {
  request_ends_ = steady_clock::now() + time_.request;
  head_.clear();
  max_head_ = max;
  keeps_head_ = true;
}

std::string SocketStream::end_head() {
  keeps_head_ = false;
  return std::exchange(head_, {});
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

std::string SocketStream::take_written() {
  return std::exchange(written_, {});
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

bool SocketStream::is_readable() const {
  return next_ < filled_ || wait_for(POLLIN, std::chrono::milliseconds(0));
}

bool SocketStream::is_writable() const {
  return wait_for(POLLOUT, std::chrono::milliseconds(0));
}

ssize_t SocketStream::read(char* out, std::size_t size) {
  if (keeps_head_) {
    if (head_.size() >= max_head_) {
      end_ = End::head_too_long;
      return -1;
    }
    size = std::min(size, max_head_ - head_.size());
  }
  if (next_ == filled_) {
    // A long body goes straight to where it is wanted.
    if (!keeps_head_ && size >= buffer_.size()) return receive(out, size);
    const ssize_t received = receive(buffer_.data(), buffer_.size());
    if (received <= 0) return received;
    next_ = 0;
    filled_ = static_cast<std::size_t>(received);
  }
  const std::size_t taken = std::min(size, filled_ - next_);
  std::copy_n(buffer_.data() + next_, taken, out);
  next_ += taken;
  if (keeps_head_) head_.append(out, taken);
  return static_cast<ssize_t>(taken);
}

ssize_t SocketStream::write(const char* bytes, std::size_t size) {
  written_.append(bytes, size);
  return static_cast<ssize_t>(size);
}

void SocketStream::get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const {}

void SocketStream::get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const {}

bool SocketStream::wait_for(short events, std::chrono::milliseconds longest) const {
  pollfd waited{socket_, events, 0};
  int ready = 0;
  do {
    ready = ::poll(&waited, 1, static_cast<int>(longest.count()));
  } while (ready < 0 && errno == EINTR);
  return ready > 0;
}

ssize_t SocketStream::receive(char* out, std::size_t size) {
  for (;;) {
    const ssize_t received = ::recv(socket_, out, size, MSG_DONTWAIT);
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

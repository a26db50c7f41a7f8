#include "transport/open_connections.h"

#include <sys/socket.h>

namespace wavespeed_mock::transport {

bool OpenConnections::add(int socket) {
  const std::lock_guard lock(mutex_);
  if (!closed_) sockets_.insert(socket);
  return !closed_;
}

void OpenConnections::remove(int socket) {
  const std::lock_guard lock(mutex_);
  sockets_.erase(socket);
}

bool OpenConnections::wait_until(std::chrono::steady_clock::time_point due) {
  std::unique_lock lock(mutex_);
  return !closing_.wait_until(lock, due, [this] { return closed_; });
}

void OpenConnections::close_all() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
  closing_.notify_all();
}

}  // namespace wavespeed_mock::transport

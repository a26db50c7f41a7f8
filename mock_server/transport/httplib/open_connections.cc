#include "transport/httplib/open_connections.h"

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

void OpenConnections::close_all() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
}

}  // namespace wavespeed_mock::transport

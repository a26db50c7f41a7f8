#include "transport/client/socket_deadlines.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace wavespeed_mock::transport {
SocketDeadlines::Watch::Watch(SocketDeadlines& owner, int socket, Time deadline)
    : owner_(owner), id_(owner.add(socket, deadline)) {}

SocketDeadlines::Watch::~Watch() {
  owner_.remove(id_);
}

SocketDeadlines::~SocketDeadlines() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void SocketDeadlines::end_all() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

std::uint64_t SocketDeadlines::add(int socket, Time deadline) {
  // Without a descriptor to spare the socket goes unwatched: the library's own limits remain.
  const int own = ::fcntl(socket, F_DUPFD_CLOEXEC, 0);
  const std::lock_guard lock(mutex_);
  const std::uint64_t id = ++last_id_;
  if (own < 0) return id;
  if (!thread_.joinable()) thread_ = std::thread(&SocketDeadlines::run, this);
  entries_.emplace(id, Entry{own, deadline});
  changed_.notify_all();
  return id;
}

void SocketDeadlines::remove(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(id);
  if (entry == entries_.end()) return;
  ::close(entry->second.socket);
  entries_.erase(entry);
}

void SocketDeadlines::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto now = std::chrono::steady_clock::now();
    Time next = Time::max();
    for (const auto& [id, entry] : entries_) {
      if (ended_ || entry.deadline <= now) {
        // Also for one that is yet to be connected: Linux remembers it, though it says ENOTCONN.
        ::shutdown(entry.socket, SHUT_RDWR);
      } else {
        next = std::min(next, entry.deadline);
      }
    }
    if (next == Time::max()) {
      changed_.wait(lock);
    } else {
      changed_.wait_until(lock, next);
    }
  }
}

}  // namespace wavespeed_mock::transport

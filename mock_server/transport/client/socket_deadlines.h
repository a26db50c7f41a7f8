// Sockets with a time limit: each is shut down when its time is over, or when all have to end. The
// HTTP library's own limits only end silence: a peer that sends a byte from time to time outlasts
// them, and nothing cuts short a connection that is being made.
//
// Shared by the threads that use the sockets; every function may be called from any of them.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>

namespace wavespeed_mock::transport {

class SocketDeadlines {
 public:
  using Time = std::chrono::steady_clock::time_point;

  SocketDeadlines() = default;
  SocketDeadlines(const SocketDeadlines&) = delete;
  SocketDeadlines& operator=(const SocketDeadlines&) = delete;
  // Every watch must be gone by then.
  ~SocketDeadlines();

  // Watches `socket` until it is destroyed, through a descriptor of its own: the owner of the
  // socket may close it at any time.
  class Watch {
   public:
    Watch(SocketDeadlines& owner, int socket, Time deadline);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch();

   private:
    SocketDeadlines& owner_;
    std::uint64_t id_ = 0;
  };

  // Shuts down every socket that is watched or ever will be.
  void end_all();

 private:
  struct Entry {
    int socket;
    Time deadline;
  };

  std::uint64_t add(int socket, Time deadline);
  void remove(std::uint64_t id);
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  // All below under `mutex_`.
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, Entry> entries_;  // a handful
  bool ended_ = false;
  bool stopping_ = false;
  std::thread thread_;  // started by the first watch
};

}  // namespace wavespeed_mock::transport

// The connections of one server, so that all of them can be ended at once. Shutting a socket down
// also wakes a thread that waits for its client, or that holds an answer back.
//
// Shared by the engine and the threads of its connections; every function may be called from any
// thread.
#pragma once

#include <mutex>
#include <unordered_set>

namespace wavespeed_mock::transport {

class OpenConnections {
 public:
  // False after close_all(): the connection must not be served.
  bool add(int socket);
  // Must come before the socket is closed, because its number may then belong to another.
  void remove(int socket);

  // Shuts down every socket, which wakes the threads that wait for one. No further one is accepted.
  void close_all();

 private:
  std::mutex mutex_;
  std::unordered_set<int> sockets_;  // under `mutex_`
  bool closed_ = false;              // under `mutex_`
};

}  // namespace wavespeed_mock::transport

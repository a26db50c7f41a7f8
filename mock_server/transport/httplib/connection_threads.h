// Threads for connections: one for each. A thread is started when none is idle. It ends after it
// has been idle for a while. The library's own pool has a fixed number, and a connection beyond it
// waits until another one closes.
//
// Owned by the HTTP library's server, which calls enqueue() and shutdown() from its own thread.
#pragma once

#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

namespace wavespeed_mock::transport {

// What a queue of the library returns for a task: nothing, or in newer versions whether it took it.
using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(nullptr));

struct ThreadLimits {
  std::size_t max = 16'384;              // further tasks wait for a thread that becomes free
  std::size_t spare = 8;                 // number of idle threads that stay
  std::chrono::milliseconds idle{5000};  // the others end after this time without a task
};

class ConnectionThreads final : public httplib::TaskQueue {
 public:
  explicit ConnectionThreads(ThreadLimits limits = {});
  ConnectionThreads(const ConnectionThreads&) = delete;
  ConnectionThreads& operator=(const ConnectionThreads&) = delete;
  // Shuts down.
  ~ConnectionThreads() override;

  // Runs `task` as soon as there is a thread for it. Not after shutdown().
  Enqueued enqueue(std::function<void()> task) override;

  // Returns when every task that was handed in has been run and all threads are gone.
  void shutdown() override;

  struct Count {
    std::size_t all = 0;
    std::size_t idle = 0;
  };
  // Threads at this moment.
  Count count() const;

 private:
  using Threads = std::list<std::thread>;

  bool start_thread();
  void run(Threads::iterator self);

  const ThreadLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // All below under `mutex_`.
  std::deque<std::function<void()>> tasks_;
  Threads threads_;
  Threads ended_;  // threads that have left their loop and need only be joined
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace wavespeed_mock::transport
